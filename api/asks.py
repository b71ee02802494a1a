"""The commands that put a table together."""

from dataclasses import replace
from datetime import date

import click

from api.coalition_words import coalition_in_words, compare_in_words
from api.documents.reading import asked, read_document
from api.options import examples
from api.question import question, tell
from api.session import Session
from graph.answers.ask import Ask
from graph.answers.coalition import coalition as find_coalition
from graph.answers.compare import compare as compare_asks
from graph.labels import Label


@click.command(
    epilog=examples(
        "tracktwo coalition table.yaml",
        "tracktwo coalition table.yaml --asking reference/wanep --json",
    )
)
@click.argument("document", metavar="ASK")
@question(
    click.option("--asking", metavar="ID", help="Who convenes, in place of who the ask names."),
    click.option("--seconds", type=float, help="How long to search, in place of what it says."),
)
@click.pass_obj
def coalition(
    session: Session,
    document: str,
    *,
    asking: str | None,
    seconds: float | None,
    as_of: date,
    clearance: Label,
    as_json: bool,
) -> None:
    """
    Say who together meets what the table needs, proven best.

    ASK is a document, YAML or JSON (- is standard input), with the key `ask`. Where its
    demands contradict each other, the fewest that do are told, and the cheapest way out.
    """
    ask = asked(read_document(document), Ask, document)
    if asking is not None:
        ask = replace(ask, convenor=asking)
    if seconds is not None:
        ask = replace(ask, seconds=seconds)
    answer = find_coalition(session.view(clearance, as_of), ask)
    tell(answer, coalition_in_words(answer), as_json=as_json)


@click.command(epilog=examples("tracktwo compare table.yaml wider.yaml"))
@click.argument("left", metavar="ASK")
@click.argument("right", metavar="OTHER")
@question()
@click.pass_obj
def compare(
    session: Session, left: str, right: str, *, as_of: date, clearance: Label, as_json: bool
) -> None:
    """
    Hold two tables against each other: who is at both, who enters, who leaves, and why.

    ASK and OTHER are documents as for `coalition`.
    """
    asks = [asked(read_document(each), Ask, each) for each in (left, right)]
    answer = compare_asks(session.view(clearance, as_of), *asks)
    tell(answer, compare_in_words(answer), as_json=as_json)


#: The commands of this module, for the command line to take in.
COMMANDS = (coalition, compare)
