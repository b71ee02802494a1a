"""The columns of a workbook, and the page that describes them."""

import re
from pathlib import Path

import pytest

from graph.domain.vocabulary import vocabulary
from ingest.words import _file, fold
from ingest.workbook.columns import SHAPES, columns
from ingest.workbook.headings import understood

PAGE = Path(__file__).parents[3] / "docs" / "workbooks.md"


def headings(*texts: str) -> dict[int, str]:
    """A row of headings."""
    return dict(enumerate(texts, start=1))


@pytest.mark.parametrize(
    ("texts", "shape", "codes"),
    [
        pytest.param(["Label"], "elements", ["label"], id="a plain list"),
        pytest.param(["LABEL", " type "], "elements", ["label", "type"], id="case and space"),
        pytest.param(["Name (required)", "E-mail"], "elements", ["label", "email"], id="brackets"),
        pytest.param(["Nom", "Thèmes"], "elements", ["label", "themes"], id="french"),
        pytest.param(["Nombre", "País"], "elements", ["label", "countries"], id="spanish"),
        pytest.param(["Nome", "Países"], "elements", ["label", "countries"], id="portuguese"),
        pytest.param(["Organization", "Based-in"], "elements", ["label", "based_in"], id="us"),
        pytest.param(["Institution", "Label"], "people", ["organisation", "label"], id="in doubt"),
        pytest.param(["Label", "Favourite food"], "elements", ["label", None], id="one of its own"),
        pytest.param(["Label", "Tags", "Image"], "elements", ["label", None, None], id="kept"),
        pytest.param(["From", "To"], "connections", ["from", "to"], id="connections"),
        pytest.param(["From", "To", "Label"], "connections", ["from", "to", "label"], id="label"),
        pytest.param(["Source", "Target"], "connections", ["from", "to"], id="source and target"),
        pytest.param(["From", "To", "Source"], "connections", ["from", "to", "cited"], id="cited"),
        pytest.param(["De", "À"], "connections", ["from", "to"], id="connections in french"),
        pytest.param(["De", "Para"], "connections", ["from", "to"], id="in portuguese"),
    ],
)  # fmt: skip
def test_understood(texts: list[str], shape: str, codes: list[str | None]) -> None:
    """Headings are understood however they are written."""
    found = understood(headings(*texts))

    assert found
    assert found.shape == shape
    assert [found.codes.get(number) for number in range(1, len(texts) + 1)] == codes


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([], id="nothing"),
        pytest.param(["Women's networks, 2024"], id="title"),
        pytest.param(["From"], id="one end"),
        pytest.param(["Type", "Description"], id="no name"),
        pytest.param(["Label" + "(" * 100_000], id="an essay"),
    ],
)
def test_not_understood(texts: list[str]) -> None:
    """A row without the columns that must be there is no row of headings."""
    assert understood(headings(*texts)) is None


@pytest.mark.parametrize("shape", SHAPES)
def test_one_meaning(shape: str) -> None:
    """No heading stands for two columns, but Source, which is cited beside From."""
    seen: dict[str, str] = {}
    twice = [
        heading
        for column in columns(shape).values()
        for heading in column.headings
        if seen.setdefault(fold(heading), column.code) != column.code
    ]

    assert twice == (["Source"] if shape == "connections" else [])


def tables() -> dict[str, dict[str, list[str]]]:
    """The tables of the page by the heading above them: cells by the first cell of their row."""
    found: dict[str, dict[str, list[str]]] = {}
    title = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            title = line.strip("# ")
        elif line.startswith("| ") and not line.startswith("| ---"):
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)]
            found.setdefault(title, {})[cells[1]] = cells[2:-1]
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_page_has_every_column(shape: str) -> None:
    """The page lists every heading of every column with its meaning and example, and no other."""
    rows = tables()[f"Columns of {shape}"]
    del rows["Heading"]
    expected = {
        column.headings[0]: [
            ", ".join(column.headings[1:]), column.means, f"`{column.example}`"
        ]
        for column in columns(shape).values()
    }  # fmt: skip

    assert rows == expected


@pytest.mark.parametrize(
    ("title", "sort"),
    [
        pytest.param("Types of elements", "kinds", id="kinds"),
        pytest.param("Types of connections", "ties", id="ties"),
        pytest.param("Themes", "themes", id="themes"),
        pytest.param("Levels", "levels", id="levels"),
        pytest.param("Tracks", "tracks", id="tracks"),
    ],
)
def test_page_has_every_word(title: str, sort: str) -> None:
    """The page lists all words of the vocabulary with what is understood as them."""
    first, *rows = tables()[title].items()
    terms = getattr(vocabulary(), sort)
    given = _file()[sort]

    assert first[0] in ("Type", "Theme", "Write")
    assert [name for name, _ in rows] == [f"{t.label} (`{c}`)" for c, t in terms.items()]
    for code, (_, cells) in zip(terms, rows, strict=True):
        listed = cells[-1].replace("from the other end: ", "-").replace("; -", ", -").split(", ")
        plain = [
            part for word in given.get(code, []) for part in word.removeprefix("-").split(", ")
        ]
        assert [word.removeprefix("-") for word in listed if word] == plain
