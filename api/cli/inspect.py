"""The command that says what files are and proposes mappings for them."""

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from api import standard_input
from api.cli.options import examples
from api.cli.plain_values import json_text
from ingest.errors import ReadError
from ingest.files import Finder, Found
from ingest.inspecting.looking import Inspection, inspect
from ingest.inspecting.proposing import propose
from ingest.inspecting.report import in_words, inspection_json
from ingest.mapping.parsing import read_plan

#: How many files of a folder or an archive are looked at.
MOST_FILES = 100


@click.command(
    name="inspect",
    epilog=examples(
        "tracktwo inspect contacts.xlsx",
        "tracktwo inspect --mapping grants.csv > grants.csv.mapping.yaml",
        "tracktwo inspect --json archive.zip",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--mapping", is_flag=True, help="Print the proposed mapping alone, to be saved.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def inspect_files(paths: tuple[str, ...], *, mapping: bool, as_json: bool) -> None:
    """
    Say what files are, which reader takes them, and propose a mapping.

    A PATH is what it is for `load`. Columns are shown with how full they are and examples.
    A mapping is proposed when the headings are of the usual kind, in English, French,
    Spanish or Portuguese; docs/mapping.md says what else it may say. Nothing is loaded.
    """
    looks: list[_Look] = []
    with TemporaryDirectory(prefix="tracktwo-") as room:
        finder = Finder(room=Path(room), stdin=standard_input.opened)
        # Closed, as a file that came in an archive is there until the next is asked for.
        with closing(finder.files(paths)) as files:
            for found in islice(files, MOST_FILES):
                if mapping and looks:
                    _refuse_several(looks[0].inspection.name, found.name)
                looks.append(look := _look(found))
                if not (as_json or mapping):
                    _print(look)
    if mapping and not as_json:
        _print_mapping(looks[0])
    if as_json:
        told = [inspection_json(look.inspection, look.proposal) for look in looks]
        click.echo(json_text({"files": told}))
    if any(look.inspection.problem or (mapping and not look.proposal) for look in looks):
        sys.exit(1)


def _refuse_several(*names: str) -> None:
    problem = f"--mapping is for one file at a time; here are {' and '.join(names)}"
    raise click.UsageError(problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What was found out about one file; `beside` says what the mapping beside it does."""

    inspection: Inspection
    proposal: str | None = None
    beside: str | None = None


def _look(found: Found) -> _Look:
    try:
        if found.problem is not None:
            raise found.problem
        if found.path is None:
            kind = "the network that ships with Tracktwo"
            return _Look(inspection=Inspection(name=found.name, size=0, kind=kind))
        inspection = inspect(found.path, found.name)
    except ReadError as error:
        seen = Inspection(name=found.name, size=0, kind="not looked at", problem=str(error))
        return _Look(inspection=seen)
    return _Look(inspection=inspection, proposal=propose(inspection), beside=_beside(found.mapping))


def _beside(mapping: Path | None) -> str | None:
    if mapping is None:
        return None
    try:
        read_plan(mapping)
    except ReadError as error:
        return f"beside it, and has a mistake: {error}"
    return f"{mapping.name} beside it, by which it is read"


def _print(look: _Look) -> None:
    click.echo("\n".join(_words(look)))
    if look.proposal:
        taken = "It loads as it is, without one. " if look.inspection.reader else ""
        click.echo(f"\n{taken}A mapping that would read it:\n")
        click.echo(look.proposal)


def _print_mapping(look: _Look) -> None:
    """Print the mapping alone, with whatever else there is to say on standard error."""
    click.echo("\n".join(_words(look)), err=True)
    if look.proposal:
        click.echo(look.proposal, nl=False)
    else:
        click.echo("  mapping    none: its headings are not of the usual kind", err=True)


def _words(look: _Look) -> Iterator[str]:
    yield from in_words(look.inspection)
    if look.beside:
        yield f"  mapping    {look.beside}"
