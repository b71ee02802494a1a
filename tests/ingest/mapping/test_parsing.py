"""A mapping with a mistake is refused at its line, with what would do."""

from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from ingest.errors import ReadError
from ingest.mapping.parsing import read_plan
from tests.ingest.mapping.mapped import written

SMALL = """
entities:
  body:
    kind: donor
    name: <Name>
"""


def test_whole(tmp_path: Path) -> None:
    """A mapping says what the source is, and where each of its tables is."""
    plan = read_plan(
        written(
            tmp_path,
            """
            source: {id: our-list, title: Our list, published: 2025,
                     retrieved: 2026-01, label: amber}
            lookups:
              codes: {file: codes.csv, key: <Code>, value: <Meaning>}
            tables:
              - sheet: People
                headings: 3
                where: {Status: [Active, Pending], Email: {blank: false}}
                entities:
                  person: {kind: person, name: "<First> <Last>"}
              - file: other.json
                each: ties
                ties:
                  - {kind: knows, from: {among: person, name: <a>}, to: {among: person, name: <b>}}
            """,
        )
    )

    assert (plan.said.source, plan.said.published) == ("our-list", PartialDate("2025"))
    assert (plan.said.retrieved, plan.said.label) == (PartialDate("2026-01"), Label.AMBER)
    people, ties = plan.tables
    assert (people.at.sheet, people.at.headings, ties.at.file, ties.at.each) == (
        *("People", 3),
        *("other.json", "ties"),
    )
    assert [place.line for place in people.columns.values()] == [11, 11, 9, 9]
    assert plan.lookups["codes"].at.file == "codes.csv"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("a text", ":1: write keys here, such as source, lookups", id="no keys"),
        pytest.param(
            SMALL + "sheets: A", ":6: 'sheets' is no key .* did you mean 'sheet'", id="key"
        ),
        pytest.param(SMALL + "    zzz: A", ":6: 'zzz' is no key .* known are kind", id="odd key"),
        pytest.param(SMALL.replace("donor", "doner"), ":4: 'doner' is no kind", id="kind"),
        pytest.param(SMALL + "    level: natonal", ":6: 'natonal' is no level", id="level"),
        pytest.param(SMALL + "    level: Level", r"is no level.*write <Heading>", id="no signs"),
        pytest.param(SMALL + "    since: 3/4/2019", ":6: '3/4/2019' is not written as", id="date"),
        pytest.param(SMALL + "    name: [A]", "the key 'name' is there twice", id="twice"),
        pytest.param(SMALL + "    aliases: []", ":6: the list is empty", id="empty list"),
        pytest.param(SMALL + "    aliases:", ":6: there is nothing here", id="nothing"),
        pytest.param(
            SMALL + "    aliases: {a: 1}", ":6: 'a' is no key .* known are value", id="value"
        ),
        pytest.param(
            SMALL + "    aliases: {split: x}", "write either `value` or `column`", id="none"
        ),
        pytest.param(
            SMALL + "    aliases: {value: <A>, split: ''}", ":6: write a sign", id="no sign"
        ),
        pytest.param(
            SMALL + "    aliases: {value: <A>, lookup: x}",
            "no list 'x' under lookups; known: none",
            id="list",
        ),
        pytest.param(
            SMALL + "    aliases: {value: <A>, words: [x]}", ":6: write words here", id="no words"
        ),
        pytest.param(
            SMALL + "    aliases: {value: <A>, words: {x: [y]}}",
            "what the word stands for",
            id="no text",
        ),
        pytest.param(
            SMALL + "    level: {value: <L>, words: {x: loc}}", ":6: 'loc' is no level", id="a word"
        ),
        pytest.param(
            SMALL + "    level: {value: <L>, otherwise: x}", ":6: 'x' is no level", id="otherwise"
        ),
        pytest.param(SMALL + "    themes: Atlantis", ":6: 'Atlantis' is no theme", id="theme"),
        pytest.param(SMALL + "    label: PINK", ":6: 'PINK' is no label", id="label"),
        pytest.param(SMALL + "    identifiers: {w d: <Q>}", ":6: 'w d' is no scheme", id="scheme"),
        pytest.param(SMALL + "    contacts: <Email>", ":6: write names here", id="contacts"),
        pytest.param(SMALL + "    where: Active", ":6: write headings here", id="where"),
        pytest.param(SMALL + "    where: {A: {blank: x}}", ":6: 'x' is none of true", id="flag"),
        pytest.param(SMALL + "    among: A b", ":6: 'A b' is no name", id="among"),
        pytest.param(SMALL + "    key: {a: b}", ":6: 'a' is no key", id="key of an entity"),
        pytest.param("entities: {b: {kind: donor}}", ":1: the key 'name' is missing", id="no name"),
        pytest.param("entities: {B c: {}}", ":1: 'B c' is no name", id="name of an entity"),
        pytest.param("entities: [x]", ":1: write a name of your own for each", id="no entities"),
        pytest.param("sheet: A", ":1: a table needs `entities`, or `ties`", id="nothing to make"),
        pytest.param("tables: []", ":1: write a list of tables", id="no tables"),
        pytest.param("tables: {a: b}", ":1: write a list of tables", id="tables by name"),
        pytest.param("source: {id: A B}" + SMALL, ":1: source id 'A B'", id="source"),
        pytest.param("source: {retrieved: then}" + SMALL, ":1: 'then' is no date", id="retrieved"),
        pytest.param("headings: 0" + SMALL, ":1: '0' is no row", id="row"),
        pytest.param("file: ../a.csv" + SMALL, ":1: '../a.csv' is no name of a file", id="path"),
        pytest.param("file: ..\n" + SMALL, ":1: '..' is no name of a file", id="folder"),
        pytest.param("format: ods" + SMALL, ":1: 'ods' is none of csv, xlsx, json", id="format"),
        pytest.param("encoding: utf-7" + SMALL, ":1: 'utf-7' is none of", id="encoding"),
        pytest.param("delimiter: '||'" + SMALL, ":1: '||' is no delimiter", id="delimiter"),
        pytest.param("dates: today" + SMALL, ":1: 'today' is no form of dates", id="form"),
        pytest.param(
            "dates: [DD/MM/YYYY, MM/DD/YYYY]" + SMALL, ":1: one date may be written", id="two forms"
        ),
        pytest.param("decimal: ;" + SMALL, "':1|none of ., ,'?", id="decimal"),
        pytest.param(
            "lookups: {a: {key: <A>}}" + SMALL, ":1: the key 'value' is missing", id="lookup"
        ),
        pytest.param(
            SMALL + "  two: {kind: donor, name: <B>, among: body, key: <C>}",
            ":6: all entities among 'body' need a key",
            id="told apart in two ways",
        ),
        pytest.param(
            SMALL
            + "    key: <A>\n    aliases: <B>".replace("<B>", "<B>")
            + "\n  two: {kind: donor, key: <A>, name: {value: <B>, split: ;}}",
            ":8: a name that is split",
            id="a split name with a key",
        ),
    ],
)
def test_mistakes(tmp_path: Path, text: str, problem: str) -> None:
    """Every sort of mistake is refused, at its line."""
    with pytest.raises(ReadError, match=rf"list\.csv\.mapping\.yaml.*{problem}"):
        read_plan(written(tmp_path, text))


@pytest.mark.parametrize(
    ("tie", "problem"),
    [
        pytest.param(
            "kind: loves, from: body, to: body", "'loves' is no kind of connection", id="kind"
        ),
        pytest.param("kind: knows, from: body", "the key 'to' is missing", id="no end"),
        pytest.param("kind: knows, from: body, to: x", "has no entity 'x'; it has body", id="end"),
        pytest.param(
            "kind: knows, from: body, to: {among: x, key: <A>}",
            "no entities are among 'x'",
            id="among",
        ),
        pytest.param("kind: knows, from: body, to: {key: <A>}", "write `among` with", id="alone"),
        pytest.param(
            "kind: knows, from: body, to: {place: <A>, theme: <B>}", "write `among` with", id="both"
        ),
        pytest.param(
            "kind: works_on, from: body, to: body", "works_on does not end at donor", id="misfit"
        ),
        pytest.param(
            "kind: had part of, from: body, to: body", "does not end at donor", id="reverse"
        ),
        pytest.param(
            "kind: works_on, from: {theme: mediation}, to: {place: <A>}, amount: x",
            "'x' is no number",
            id="amount",
        ),
    ],
)
def test_mistakes_in_ties(tmp_path: Path, tie: str, problem: str) -> None:
    """A tie that could join nothing is refused before anything is read."""
    path = written(tmp_path, f"{SMALL}ties:\n  - {{{tie}}}\n")

    with pytest.raises(ReadError, match=rf"yaml:7: .*{problem}"):
        read_plan(path)


def test_ties_that_are_no_list(tmp_path: Path) -> None:
    """Ties are a list."""
    with pytest.raises(ReadError, match="write a list of ties here"):
        read_plan(written(tmp_path, SMALL + "ties: {a: b}"))
