"""The page on mappings: every example is read and makes what the page says, no key is missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from graph.domain.model import Entity, Tie
from ingest.errors import ReadError
from ingest.mapping.sections import Key, sections
from tests.ingest.mapping.mapped import Made, made

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "mapping.md"
TITLES = {
    "mapping": "The whole",
    "source": "source",
    "table": "A table",
    "entity": "An entity",
    "tie": "A tie",
    "end": "An end of a tie",
    "value": "A value",
    "lookup": "A lookup",
    "condition": "A condition of where",
}


@dataclass(kw_only=True)
class Example:
    """A mapping of the page, the files above it, and what it says comes of them."""

    files: dict[str, str] = field(default_factory=dict)
    mapping: str = ""
    result: str = ""

    @property
    def name(self) -> str:
        """The file that would be loaded, which is the first."""
        return next(iter(self.files), "list.csv")


def examples() -> Iterator[Example]:
    """The examples of the page: blocks of files, one of YAML and one of what comes of it."""
    example = Example()
    for language, name, text in re.findall(
        r"^```(\w+)(?: (\S+))?\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        if name:
            example.files[name] = text
        elif language == "yaml":
            example.mapping = text
        elif language == "text":
            example.result = text
            yield example
            example = Example()


EXAMPLES = list(examples())


def said(claim: Entity | Tie) -> list[str]:
    """What a claim says beside its names and kind, as the page writes it."""
    found = [(name, getattr(claim, name, None)) for name in ("level", "role", "track", "share")]
    if isinstance(claim, Entity):
        found += [("since", claim.since), ("until", claim.until), ("summary", claim.summary)]
        found += [("contact", contact.kind) for contact in claim.contacts]
    else:
        found += [("amount", f"{claim.amount} {claim.currency}" if claim.amount else None)]
        found += [("date", claim.since)]
    return [f"{name} {value}" for name, value in (*found, *claim.extra) if value is not None]


def shown(found: Made) -> list[str]:
    """What was made, as the page writes it."""
    lines = [(f"{e.name} ({e.kind})", said(e)) for e in found.entities.values()]
    joined = zip(found.joined(), found.ties, strict=True)
    lines += [(f"{a} -> {kind} -> {b}", said(tie)) for (a, kind, b), tie in joined]
    whole = [f"{head}: {', '.join(more)}" if more else head for head, more in lines]
    return whole + [f"refused: {text}" for text in found.refused]


@pytest.mark.parametrize(
    "example", [pytest.param(one, id=f"{n}: {one.name}") for n, one in enumerate(EXAMPLES, 1)]
)
def test_example(tmp_path: Path, example: Example) -> None:
    """An example makes what the page says, or is refused with the message that stands there."""
    for name, text in example.files.items():
        (tmp_path / name).write_text(text, "utf-8")
    try:
        result = shown(made(tmp_path / example.name, example.mapping))
    except ReadError as error:
        result = [str(error)]

    assert sorted(result) == sorted(example.result.splitlines())


def test_there_are_examples() -> None:
    """The page has an example of each thing that it explains, and three mistakes."""
    assert len(EXAMPLES) == 11
    assert sum(".yaml:" in example.result for example in EXAMPLES) == 3


def row(name: str, key: Key) -> list[str]:
    """The row of a table of the page that describes a key."""
    takes = key.takes.replace("_", " ") + (" (needed)" if key.needed else "")
    shown = key.example
    if isinstance(shown, dict | list):
        shown = yaml.safe_dump(shown, default_flow_style=True, sort_keys=False, width=1000).strip()
    return [f"`{name}`", takes, key.means, f"`{shown}`" if key.example is not None else ""]


@pytest.mark.parametrize("section", sections())
def test_every_key(section: str) -> None:
    """The page lists every key of every section as keys.yaml has it, and no other."""
    text = PAGE.read_text("utf-8").split(f"\n### {TITLES[section]}\n")[1].split("\n### ")[0]
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in text.splitlines()
        if line.startswith("| `")
    ]
    plain = [[re.sub(r"\\([|<])", r"\1", cell) for cell in cells] for cells in rows]

    assert plain == [row(name, key) for name, key in sections()[section].items()]


@pytest.mark.parametrize("page", ["README.md", "docs/stewards.md", "docs/workbooks.md"])
def test_linked(page: str) -> None:
    """Who looks for it finds it."""
    assert "mapping.md)" in (ROOT / page).read_text("utf-8")
