"""The commands that keep questions under a name, in versions, each with its label."""

from datetime import UTC, datetime

import click

from api.cli import options
from api.cli.options import examples
from api.cli.plain_values import plain
from api.cli.question import JSON, print_json
from api.cli.session import Session
from api.documents.keeping import Kept, history, newest
from api.documents.reading import read_document
from api.documents.writing import text_of
from graph.answers.evidence_words import count_words
from graph.domain.errors import NotHereError
from graph.domain.labels import Label
from graph.domain.saved import Saved


@click.group(
    epilog=examples(
        "tracktwo asks save mali-table table.yaml --label AMBER",
        "tracktwo asks list --clearance AMBER",
        "tracktwo coalition saved:mali-table --clearance AMBER",
    )
)
def asks() -> None:
    """
    Keep asks, needs and dialogues in the store, in versions under a name.

    Whoever is not cleared for the label of a version finds no trace of it. Wherever a
    document is asked for, saved:NAME is the newest version, and saved:NAME@1 the first.
    """


@asks.command(epilog=examples("tracktwo asks save mali-table table.yaml --label AMBER"))
@click.argument("name")
@click.argument("document", metavar="DOCUMENT")
@click.option(
    "--label", type=options.LABEL, required=True, help="Who may see it: CLEAR, GREEN, AMBER, …"
)
@click.pass_obj
def save(session: Session, name: str, document: str, label: Label) -> None:
    """
    Save DOCUMENT under NAME, as a new version if there is one of that name.

    It is read first, so that nothing is saved that could not be asked. Its comments are
    not kept.
    """
    text = text_of(read_document(document))
    saved = Saved(name=name, text=text, label=label, saved=_moment())
    with session.store() as store:
        is_new = store.save(saved)
        number = history(store.saved(label), name)[-1].version
    told = f"saved as version {number}" if is_new else f"is version {number} already"
    click.echo(f"{name}: {told}, TLP:{label.text}")


@asks.command(name="list", epilog=examples("tracktwo asks list --clearance AMBER --json"))
@options.clearance
@JSON
@click.pass_obj
def list_asks(session: Session, clearance: Label, *, as_json: bool) -> None:
    """List what is saved, each with its newest version."""
    found = newest(session.saved(clearance))
    if as_json:
        print_json({"asks": [_kept_json(kept) for kept in found]})
    else:
        click.echo("\n".join(map(_line, found)) or "nothing is saved yet")


@asks.command(epilog=examples("tracktwo asks show mali-table > table.json"))
@click.argument("name")
@click.option("--version", type=int, help="An earlier version; the newest unless said.")
@options.clearance
@click.pass_obj
def show(session: Session, name: str, version: int | None, clearance: Label) -> None:
    """Print the document that is saved under NAME, as JSON, which is YAML as well."""
    versions = history(session.saved(clearance), name)
    chosen = [kept for kept in versions if version in (None, kept.version)]
    if not chosen:
        raise NotHereError(f"{name!r} has no version {version}; it has 1 to {len(versions)}")
    click.echo(chosen[-1].saved.text)


@asks.command(name="history", epilog=examples("tracktwo asks history mali-table"))
@click.argument("name")
@options.clearance
@JSON
@click.pass_obj
def show_history(session: Session, name: str, clearance: Label, *, as_json: bool) -> None:
    """Say which versions there are of NAME, the oldest first."""
    found = history(session.saved(clearance), name)
    if as_json:
        print_json({"versions": [_kept_json(kept) for kept in found]})
    else:
        click.echo("\n".join(map(_line, found)))


@asks.command(epilog=examples("tracktwo asks remove mali-table --clearance AMBER"))
@click.argument("name")
@options.clearance
@click.pass_obj
def remove(session: Session, name: str, clearance: Label) -> None:
    """Remove every version of NAME that --clearance may see; others stay as they are."""
    with session.store() as store:
        history(store.saved(clearance), name)
        count = store.forget(name, clearance)
    click.echo(f"{name}: {count_words(count, 'version')} removed")


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _line(kept: Kept) -> str:
    saved = kept.saved
    version = f"version {kept.version} of {kept.versions}"
    return f"{saved.name}  {kept.sort}, {version}, saved {saved.saved}, TLP:{saved.label.text}"


def _kept_json(kept: Kept) -> dict[str, object]:
    return {
        "name": kept.saved.name,
        "sort": kept.sort,
        "version": kept.version,
        "versions": kept.versions,
        "label": plain(kept.saved.label),
        "saved": kept.saved.saved,
    }
