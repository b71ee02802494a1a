"""The files of the reference network say nothing twice, and nothing that is not read."""

import re
from collections import Counter
from importlib.resources import files

import pytest
import yaml

from ingest.reference.reader import reference_files

BOOKS = reference_files()
FIELDS = {
    "entity": (
        *("kind", "name", "aliases", "identifiers", "level", "since", "until", "summary"),
        *("link", "themes", "active_in", "based_in", "cites"),
    ),
    "tie": (
        *("kind", "from", "to", "since", "until", "role", "track", "cites"),
        *("amount", "currency", "earmarking"),
    ),
    "member": ("since", "until", "cites"),
    "citation": ("title", "publisher", "link", "date"),
}


def rows(name: str) -> list[tuple[str, str, dict[str, object]]]:
    """Each row of a file, with what it is and what it is called there."""
    book = BOOKS[name]
    return [
        *(("citation", key, row) for key, row in book.get("citations", {}).items()),
        *(("entity", key, row) for key, row in book.get("entities", {}).items()),
        *(("tie", str(row), row) for row in book.get("ties", ())),
        *(
            ("member", f"{body} {code}", row)
            for body, block in book.get("memberships", {}).items()
            for code, row in block["members"].items()
            if not isinstance(row, str)
        ),
    ]


@pytest.mark.parametrize("name", BOOKS)
def test_fields(name: str) -> None:
    """Every field is one that is read: a misspelt one would be lost."""
    assert set(BOOKS[name]) <= {"citations", "entities", "ties", "memberships"}
    unread = [(key, set(row) - set(FIELDS[what])) for what, key, row in rows(name)]
    assert [(key, fields) for key, fields in unread if fields] == []


@pytest.mark.parametrize("name", BOOKS)
def test_keys_stand_once(name: str) -> None:
    """No key is written twice in one mapping, where the later would silently win."""
    text = files("ingest.reference").joinpath(name).read_text("utf-8")
    twice: list[str] = []
    waiting = [yaml.compose(text, yaml.CSafeLoader)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            keys = Counter(key.value for key, _ in node.value)
            twice += [f"{node.start_mark.line}: {key}" for key, n in keys.items() if n > 1]
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    assert twice == []


@pytest.mark.parametrize("section", ["citations", "entities", "memberships"])
def test_keys_stand_in_one_file(section: str) -> None:
    """No two files say something under one key."""
    keys = Counter(key for book in BOOKS.values() for key in book.get(section, {}))
    assert [key for key, count in keys.items() if count > 1] == []


def test_citations_are_used() -> None:
    """Each citation stands behind something, and each has a title and a publisher."""
    used = set()
    for name, book in BOOKS.items():
        used |= {row["cites"] for _, _, row in rows(name) if "cites" in row}
        used |= {block["cites"] for block in book.get("memberships", {}).values()}
    known = {key: row for book in BOOKS.values() for key, row in book["citations"].items()}
    assert known.keys() == used
    assert [key for key, row in known.items() if not (row["title"] and row["publisher"])] == []


@pytest.mark.parametrize("name", BOOKS)
def test_links_and_keys(name: str) -> None:
    """Links are addresses, and keys of entities are small words with hyphens."""
    for what, key, row in rows(name):
        assert re.fullmatch(r"https?://[^\s]+\.[^\s]+", str(row.get("link", "http://a.b"))), key
        assert what != "entity" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key


@pytest.mark.parametrize("name", BOOKS)
def test_lists_repeat_nothing(name: str) -> None:
    """An alias, theme or country is named once, and no alias is the name itself."""
    for what, key, row in rows(name):
        if what == "entity":
            names = row.get("aliases") or []
            for values in ([row["name"], *names], row.get("themes"), row.get("active_in")):  # type: ignore[misc]
                assert len(set(values or [])) == len(values or []), key  # type: ignore[call-overload, arg-type]
