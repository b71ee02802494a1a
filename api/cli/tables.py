"""The commands that put a table together, and plan what is around it."""

import sys
from dataclasses import replace
from datetime import date

import click

from api.cli import options
from api.cli.coalition_words import coalition_in_words, compare_in_words
from api.cli.options import examples
from api.cli.question import MAP, draw, in_json, question, tell
from api.cli.session import Session
from api.cli.what_if_options import supposes
from api.output import write_text
from graph.answers.coalition.answer import Coalition
from graph.answers.coalition.ask import Ask
from graph.answers.coalition.coalition import coalition as find_coalition
from graph.answers.compare.compare import compare as compare_asks
from graph.answers.plan.dialogue import Dialogue
from graph.answers.plan.plan import plan as plan_dialogue
from graph.domain.labels import Label
from graph.measures.supposition import Supposition
from visualise.maps.answer_maps import coalition_map
from visualise.plans.page import plan_page


@click.command(
    epilog=examples(
        "tracktwo coalition table.yaml",
        "tracktwo coalition table.yaml --asking reference/wanep --json",
        "tracktwo coalition table.yaml --without reference/ecowas --map table.html",
        "tracktwo coalition saved:mali-table",
    )
)
@click.argument("document", metavar="ASK")
@question(
    click.option("--asking", metavar="ID", help="Who convenes, in place of who the ask names."),
    click.option("--seconds", type=float, help="How long to search, in place of what it says."),
    MAP,
)
@supposes
@click.pass_obj
def coalition(
    session: Session,
    document: str,
    *,
    asking: str | None,
    seconds: float | None,
    map_file: str | None,
    as_of: date,
    clearance: Label,
    as_json: bool,
    supposition: Supposition,
) -> None:
    """
    Say who together meets what the table needs, proven best.

    ASK is a document, YAML or JSON (- is standard input), with the key `ask`, or saved:NAME.
    Where its demands contradict each other, the fewest that do are told, and the cheapest way
    out.
    """
    ask, label = session.question(document, Ask, clearance)
    if asking is not None:
        ask = replace(ask, convenor=asking)
    if seconds is not None:
        ask = replace(ask, seconds=seconds)
    given = session.what_if(clearance, as_of, supposition).also(label)
    answer = given.closed(find_coalition(given.view, ask))
    draw(map_file, lambda: coalition_map(given.view, ask, answer), given=given)
    tell(answer, coalition_in_words, as_json=as_json, given=given)


@click.command(epilog=examples("tracktwo compare table.yaml wider.yaml"))
@click.argument("left", metavar="ASK")
@click.argument("right", metavar="OTHER")
@question()
@supposes
@click.pass_obj
def compare(
    session: Session,
    left: str,
    right: str,
    *,
    as_of: date,
    clearance: Label,
    as_json: bool,
    supposition: Supposition,
) -> None:
    """
    Hold two tables against each other: who is at both, who enters, who leaves, and why.

    ASK and OTHER are documents as for `coalition`.
    """
    one, other = (session.question(each, Ask, clearance) for each in (left, right))
    given = session.what_if(clearance, as_of, supposition).also(max(one[1], other[1]))
    answer = compare_asks(given.view, one[0], other[0])
    tell(answer, compare_in_words, as_json=as_json, given=given)


@click.command(
    epilog=examples(
        "tracktwo plan dialogue.yaml -o plan.html",
        "tracktwo plan dialogue.yaml --clearance AMBER -o plan.html",
        "tracktwo plan dialogue.yaml --json -o plan.json",
    )
)
@click.argument("document", metavar="DIALOGUE")
@options.output("page")
@question()
@supposes
@click.pass_obj
def plan(
    session: Session,
    document: str,
    *,
    output: str,
    as_of: date,
    clearance: Label,
    as_json: bool,
    supposition: Supposition,
) -> None:
    """
    Plan a dialogue: ask everything for it, and write one page that opens offline and prints.

    DIALOGUE is a document with the key `dialogue`: title, themes, places, convenor, the
    ask for its table, languages, money. The page has the table, why each is there,
    stand-ins, introductions, gaps, funds, what is not sure, the sources, and its label.
    Where there is no such table, the page says why, and so does standard error; the exit
    code is 1.
    """
    dialogue, label = session.question(document, Dialogue, clearance)
    given = session.what_if(clearance, as_of, supposition).also(label)
    answer = plan_dialogue(given.view, dialogue)
    page = plan_page(given.view, given.closed(answer), given.said.words)
    written = in_json(answer, given) if as_json else page
    write_text(output, written, given.closed(answer).label)
    if not answer.table.members:
        _say_why_no_table(answer.table)
        sys.exit(1)


def _say_why_no_table(table: Coalition) -> None:
    """Say on standard error why nobody is at the table; the plan has everything else."""
    _, *lines = coalition_in_words(table)
    click.echo("\n".join((*lines, "The plan was written without a table.")), err=True)


#: The commands of this module, for the command line to take in.
COMMANDS = (coalition, compare, plan)
