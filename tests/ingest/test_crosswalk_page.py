"""docs/themes.md shows the whole crosswalk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graph.domain.vocabulary import vocabulary
from ingest.crosswalk import CodeList, crosswalk

PAGE = (Path(__file__).parents[2] / "docs" / "themes.md").read_text("utf-8")
THEMES = vocabulary().themes


def table(*rows: Iterable[str]) -> str:
    """A table of Markdown; the first row has its headings."""
    first, *others = ([cell.replace("|", "\\|") for cell in row] for row in rows)
    return "".join(f"| {' | '.join(row)} |\n" for row in (first, ["---"] * len(first), *others))


def labels(codes: Iterable[str]) -> str:
    """Themes in words."""
    return "; ".join(THEMES[code].label for code in codes) or "none"


def of_themes() -> Iterator[tuple[str, ...]]:
    """The rows on the themes themselves."""
    yield "Theme", "Code", "Part of", "Comes from"
    for code, theme in THEMES.items():
        wider = labels([theme.parent]) if theme.parent else ""
        yield theme.label, f"`{code}`", wider, theme.source or "the agenda"


def of_list(codes: CodeList) -> Iterator[tuple[str, ...]]:
    """The rows on one list of codes."""
    named = all(code == subject.name for code, subject in codes.codes.items())
    yield ("Name", "Themes") if named else ("Code", "Name", "Themes")
    for code, subject in codes.codes.items():
        themes = labels(subject.themes)
        yield (code, themes) if named else (f"`{code}`", subject.name, themes)


def of_sectors() -> Iterator[tuple[str, ...]]:
    """The rows on names of sectors."""
    yield "Theme", "Also called"
    for code, names in crosswalk().sectors.items():
        yield THEMES[code].label, ", ".join(names)


TABLES = {
    "The themes": table(*of_themes()),
    "What sectors are called": table(*of_sectors()),
    **{codes.title: table(*of_list(codes)) for codes in crosswalk().lists.values()},
}


@pytest.mark.parametrize("title", TABLES)
def test_tables(title: str) -> None:
    """Each part of the crosswalk has its section, and all of it stands in its table."""
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    shown = "".join(f"{line}\n" for line in section.splitlines() if line.startswith("|"))
    assert shown == TABLES[title]


def test_sources() -> None:
    """A section on a list says whose list it is."""
    for codes in crosswalk().lists.values():
        assert codes.source in PAGE.partition(f"## {codes.title}\n")[2].partition("\n## ")[0]
