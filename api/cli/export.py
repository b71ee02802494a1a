"""The command that writes the network for other tools."""

from datetime import date

import click

from api.cli import options
from api.cli.options import examples
from api.cli.session import Session
from api.http.exports import part_of
from api.output import output as opened_output
from graph.domain.labels import Label
from visualise.exports.rows import Export
from visualise.exports.table import EXPORTS

_FORMATS = "; ".join(f"{name}: {export.title}" for name, export in EXPORTS.items())


@click.command(
    name="export",
    epilog=examples(
        "tracktwo export gexf -o network.gexf",
        "tracktwo export kumu --country ML --theme mediation -o mali.json",
        "tracktwo export xlsx --clearance AMBER --as-of 2020-12-31 -o network.xlsx",
    ),
    help=f"""
    Write the network in a FORMAT that other tools read.

    {_FORMATS}.

    The file says how far it may travel and which sources it is made of.
    """,
)
@click.argument("form", type=click.Choice(list(EXPORTS)), metavar="FORMAT")
@click.option("--theme", "themes", multiple=True, help="Only what has to do with this theme.")
@click.option(
    *("--country", "--place", "places"),
    multiple=True,
    help="Only what has to do with this country, region or regional body.",
)
@click.option("--as-of", type=options.DAY, default=options.today, help="The day: today.")
@options.output("file")
@options.clearance
@click.pass_obj
def export(
    session: Session,
    *,
    form: str,
    themes: tuple[str, ...],
    places: tuple[str, ...],
    as_of: date,
    output: str,
    clearance: Label,
) -> None:
    """Write the network in one of the formats of the table of exports."""
    view = part_of(session.view(clearance, as_of), themes, places)
    with opened_output(output, Export(view).label) as file:
        EXPORTS[form].write(view, file)
