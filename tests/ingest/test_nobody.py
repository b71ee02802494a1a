"""Totals, notes and placeholders, which name nobody, in every reader of tables."""

import doctest
from pathlib import Path

import pytest

from graph.domain.errors import ClaimError
from graph.domain.model import Entity
from ingest import nobody
from ingest.formats import format_of
from ingest.mapping.parsing import read_plan
from ingest.mapping.reader import read_mapped
from ingest.nobody import check_row, somebody, why_nobody
from ingest.reader import Given, Held, Item, Refused

TOTALS = ["Total", "TOTAL:", "Total (12)", "Total général", "Suma", "Total geral", "المجموع"]
COUNTS = ["2 participants", "12 organisations", "3 personas", "5 مشاركين"]
NOTES = ["Source: our own list", "Source : liste", "Nota: x", "Fonte: y", "المصدر: قائمة"]
BLANKS = ["N/A", "n.a.", "-", "—", "None", "TBD", "n.d.", "s/o", "?", "#REF!", "غير متوفر"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(pytest.param(text, "a total", id=text) for text in (*TOTALS, *COUNTS)),
        *(pytest.param(text, "a note", id=text) for text in NOTES),
        *(pytest.param(text, "a placeholder", id=text) for text in BLANKS),
    ],
)
def test_nobody(text: str, why: str) -> None:
    """What stands for nobody in any of the five languages is told, however it is written."""
    assert why_nobody(text) == why


@pytest.mark.parametrize(
    "text",
    [
        *("TotalEnergies", "Total Peace Network", "Sources of Peace", "None in Three", "100 Women"),
        *(
            "Nadia",
            "350.org",
            "S.O.S. Mali",
            "مجموعة نساء السلام",
            "Note for Peace",
            "12",
            "x" * 500,
        ),
    ],
)
def test_somebody(text: str) -> None:
    """A name that only begins like a total, a note or a placeholder is a name."""
    assert somebody(text) == text


def test_company_called_total() -> None:
    """A company that is written like a total, and nothing more, has to be called in full."""
    with pytest.raises(ClaimError, match="'Total' is a total, and names nobody"):
        somebody("Total")


def test_row_of_totals() -> None:
    """A row is one of totals by its first cell, whatever stands behind."""
    with pytest.raises(ClaimError, match="the row begins with 'Total'"):
        check_row(["Total", "Women A"])
    check_row(["Women A", "Total"])
    check_row([])


def read(path: Path, text: str, mapping: str | None = None) -> list[Item]:
    """What is read of a file that holds *text*."""
    path.write_text(text, encoding="utf-8")
    if mapping is None:
        return list(format_of(path).reader(path, Given()))
    beside = path.with_name("m.mapping.yaml")
    beside.write_text(mapping, encoding="utf-8")
    return list(read_mapped(path, Given(), read_plan(beside)))


def told(items: list[Item]) -> tuple[list[str], list[str]]:
    """The names of the entities among *items*, and what was refused."""
    names = [item.name for item in items if isinstance(item, Entity)]
    return names, [f"{i.place}: {i.problem}" for i in items if isinstance(i, Refused)]


def test_below_a_list(tmp_path: Path) -> None:
    """A total and a note below a list are no stakeholders; both rows are refused."""
    rows = "Label,Type\nWomen A,NGO\nTotal,1\nSource: our own list,\n"
    names, refused = told(read(tmp_path / "a.csv", rows))
    assert names == ["Women A"]
    total, note = refused
    assert total == "a.csv, row 3: the row begins with 'Total', a total, and names nobody"
    assert note.startswith("a.csv, row 4, column 'Label': 'Source: our own list' is a note, and")


def test_connections(tmp_path: Path) -> None:
    """A connection to N/A, a dash, None or TBD joins nobody; each such row is refused."""
    ends = ("N/A", "-", "None", "n/a", "TBD")
    rows = "".join(f"Women A,{end},partner\n" for end in ends)
    items = read(tmp_path / "a.csv", f"From,To,Type\n{rows}")
    names, refused = told(items)
    assert names == []
    assert len(refused) == 5
    assert sum(item.count for item in items if isinstance(item, Held)) == 5
    assert refused[1].startswith("a.csv, row 3, column 'To': '-' is a placeholder")


@pytest.mark.parametrize("text", [TOTALS[3], COUNTS[0], NOTES[2], BLANKS[0], BLANKS[2]])
def test_tables(tmp_path: Path, text: str) -> None:
    """Neither a workbook nor a mapping makes anybody of such a row, and both say so once."""
    rows = f'Label,Type\nWomen A,NGO\n"{text}",\n'
    mapping = "entities:\n  body: {kind: organisation, name: <Label>}\n"
    for items in (read(tmp_path / "a.csv", rows), read(tmp_path / "b.csv", rows, mapping)):
        names, refused = told(items)
        assert names == ["Women A"]
        assert len(refused) == 1


def test_placeholder_beside_a_name(tmp_path: Path) -> None:
    """A donor that is not known costs its cell; the row's own body stands."""
    mapping = (
        "entities:\n  body: {kind: organisation, name: <Label>}\n"
        "  donor: {kind: donor, name: <Donor>}\n"
        "ties:\n- {kind: funds, from: donor, to: body}\n"
    )
    names, refused = told(read(tmp_path / "a.csv", "Label,Donor\nWomen A,N/A\n", mapping))
    assert names == ["Women A"]
    assert refused == [
        "a.csv, row 2, column 'Donor': 'N/A' is a placeholder, and names nobody; it was not read"
    ]


def test_placeholder_with_a_key(tmp_path: Path) -> None:
    """A key with a placeholder for a name is nobody's, and said once."""
    mapping = "entities:\n  body: {kind: organisation, key: <No>, name: <Label>}\n"
    names, refused = told(read(tmp_path / "a.csv", "No,Label\n1,Women A\n2,TBD\n", mapping))
    assert (names, len(refused)) == (["Women A"], 1)


def test_fts(tmp_path: Path) -> None:
    """A giver whose name is a placeholder is known by its number alone."""
    heads = "id,amountUSD,flowType,sourceObjects_Organization.id,sourceObjects_Organization.name"
    heads += ",destinationObjects_Organization.id,destinationObjects_Organization.name"
    items = read(tmp_path / "a.csv", f"{heads}\n1,10,Standard,7,N/A,8,Women A\n")
    assert told(items)[0] == ["Organization 7 of FTS", "Women A"]


def test_pax(tmp_path: Path) -> None:
    """An actor whose name is a placeholder is known by its number, or not at all."""
    text = "id_paax,actor_name,actor_type\nIGO_1,N/A,\nIGO_2,Union B,\n,-,\n"
    names, refused = told(read(tmp_path / "a.csv", text))
    assert names == ["Actor IGO_1 of PAA-X", "Union B"]
    assert len(refused) == 1


def test_network(tmp_path: Path) -> None:
    """A node that is a placeholder is refused, and so are its edges."""
    text = '{"elements": {"nodes": [{"data": {"id": "a", "label": "N/A"}}, '
    text += '{"data": {"id": "b", "label": "Women A"}}], '
    text += '"edges": [{"data": {"source": "a", "target": "b"}}]}}'
    names, refused = told(read(tmp_path / "a.cyjs", text))
    assert (names, len(refused)) == (["Women A"], 2)


def test_examples() -> None:
    """The examples in the docstrings hold."""
    assert doctest.testmod(nobody).failed == 0
