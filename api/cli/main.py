"""The command line: each command parses, calls one function and prints."""

import errno
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Unpack

import click
from click.core import ParameterSource

from api import standard_input
from api.cli import options
from api.cli import saved as saving
from api.cli import tables as asks
from api.cli.export import export
from api.cli.inspect import inspect_files
from api.cli.load import Loading, agreed
from api.cli.options import NeedOptions, SourceOptions, examples
from api.cli.planning import COMMANDS
from api.cli.printing import partners_in_words, partners_json, refusal, source_in_words, source_json
from api.cli.question import print_json
from api.cli.session import Session, tell_left_out
from api.cli.what_if_options import supposes
from api.http.app import create_app
from api.http.server import serve
from api.output import write_text
from api.schema.query import schema_text
from api.settings import read_settings
from graph.answers.need import Need
from graph.answers.partners.partners import partners as find_partners
from graph.domain.errors import GraphError
from graph.domain.labels import Label
from graph.measures.supposition import Supposition
from ingest.loading.load import Allowed
from ingest.loading.report import FileReport
from ingest.loading.withdrawal import withdraw as withdraw_source
from ingest.reader import Given
from visualise.maps.camps import with_camps
from visualise.maps.earlier import Earlier, earlier_map
from visualise.maps.network_maps import network_map, partners_map
from visualise.maps.page import page

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """Commands whose refusals are one line on standard error and an exit code of 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what Tracktwo refuses is said in one line."""
        try:
            return super().invoke(ctx)
        except (GraphError, OSError, MemoryError) as error:
            # A reader such as `head` that has enough is no fault; click ends quietly then.
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            raise click.ClickException(refusal(error)) from error


@click.group(
    cls=Commands,
    context_settings=_HELP,
    epilog=examples(
        "tracktwo load reference",
        "tracktwo load --label AMBER our-contacts.xlsx",
        "tracktwo partners --theme mediation --country ML",
        "tracktwo map --theme mediation --country ML -o map.html",
        "tracktwo serve",
    ),
)
@click.option(
    "--store",
    metavar="ADDRESS",
    help="sqlite:PATH, neo4j://HOST or bolt://HOST; else TRACKTWO_STORE, else a file of yours.",
)
@click.version_option(package_name="tracktwo")
@click.pass_context
def main(context: click.Context, store: str | None) -> None:
    """Tracktwo: who belongs at the table beside the official talks."""
    settings = read_settings(os.environ)
    context.obj = Session(settings=replace(settings, store=store) if store else settings)


@main.command(
    epilog=examples(
        "tracktwo load reference",
        "tracktwo load --dry-run activities.xml",
        "tracktwo load --label AMBER --source our-contacts contacts-2026.xlsx",
        "tracktwo load --mapping grants.mapping.yaml grants-2026.csv",
        "tracktwo load lists/ 'reports/*.zip'",
        "tracktwo load --source partners - < partners.csv",
    )
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@options.reading
@options.source
@options.meant
@click.pass_obj
def load(
    session: Session,
    paths: tuple[str, ...],
    form: str | None,
    mapping: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
    lower_label: bool,
    yes: bool,
    replace: bool,
    **said: Unpack[SourceOptions],
) -> None:
    """
    Load files into the network; `reference` is the network that ships.

    A PATH is a file, a folder, a pattern in quotes, a gzip or zip, or - for standard
    input. Loading a file again changes nothing; a newer file of the same source updates what
    it says, and withdraws what it no longer says. What is not said of the source stays as an
    earlier load said it, its label above all. A value that cannot be used costs itself, not
    its row. The report says how the load of each file ended (`outcome` in JSON): full,
    partial, empty, failed. Empty and failed files leave the network as it was, and the exit
    code is 1.
    """
    if lower_label and not (yes or dry_run or standard_input.is_terminal()):
        raise click.UsageError("--lower-label asks first, and nobody can answer here; add --yes")
    loading = Loading(
        given=Given(**said),
        form=form,
        mapping=mapping,
        rehearsal=dry_run,
        allowed=Allowed(lower_label=lower_label, replace=replace),
        agrees=(lambda _: True) if yes else agreed,
    )
    reports: list[FileReport] = []
    with session.store() as store:
        for report in loading.reports(store, paths):
            reports.append(report)
            if not as_json:
                click.echo("\n".join(report.in_words()))
    if as_json:
        print_json({"files": [report.as_json() for report in reports]})
    if any(report.is_failure for report in reports):
        sys.exit(1)


@main.command(epilog=examples("tracktwo sources", "tracktwo sources --clearance AMBER --json"))
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@options.clearance
@click.pass_obj
def sources(session: Session, clearance: Label, *, as_json: bool) -> None:
    """List the sources that the network is made of."""
    with session.store() as store:
        left_out = tell_left_out(store, clearance)
        found = list(store.sources(clearance))
    if as_json:
        print_json({"sources": [source_json(source) for source in found]})
    else:
        nothing = f"nothing that TLP:{clearance.text} may see"
        nothing = nothing if left_out else "nothing is loaded yet"
        click.echo("\n".join(source_in_words(source) for source in found) or nothing)


@main.command(epilog=examples("tracktwo withdraw --dry-run our-contacts"))
@click.argument("source")
@click.option("--dry-run", is_flag=True, help="Say what would go, and write nothing.")
@click.pass_obj
def withdraw(session: Session, source: str, *, dry_run: bool) -> None:
    """Take back everything that SOURCE said; what other sources say stays."""
    with session.store() as store:
        tally = withdraw_source(store, source, rehearsal=dry_run)
    counts = {noun: tally.of(noun).withdrawn for noun in ("entities", "ties")}
    told = " and ".join(f"{count:,} {noun}" for noun, count in counts.items())
    click.echo(f"{source}: {told} {'would be' if dry_run else 'were'} withdrawn")


@main.command(
    epilog=examples(
        "tracktwo partners --theme mediation --country ML",
        "tracktwo partners --theme participation --place reference/ecowas --kind womens_network",
        "tracktwo partners --asking reference/femwise-africa --first 5 --json",
        "tracktwo partners need.yaml --first 3",
    )
)
@click.argument("document", metavar="[NEED]", required=False)
@options.need
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@supposes
@click.pass_obj
def partners(
    session: Session,
    document: str | None,
    as_of: date,
    clearance: Label,
    *,
    as_json: bool,
    supposition: Supposition,
    **said: Unpack[NeedOptions],
) -> None:
    """
    Say who could be a partner, best first, and why.

    NEED is a document, YAML or JSON (- is standard input), with the key `need`, or
    saved:NAME; options given beside it take the place of what it says.
    """
    asked, label = (None, Label.CLEAR)
    if document is not None:
        asked, label = session.question(document, Need, clearance)
    given = session.what_if(clearance, as_of, supposition).also(label)
    need = Need(**said) if asked is None else _need(asked, **said)
    answer = given.closed(find_partners(given.view, need))
    if as_json:
        supposed = {"supposed": given.said.words} if given.said.words else {}
        print_json(partners_json(answer) | supposed)
    else:
        click.echo("\n".join(given.words(partners_in_words(answer))))


def _need(asked: Need, **said: Unpack[NeedOptions]) -> Need:
    """What a document asked for, but for what is said on the command line itself."""
    sources = click.get_current_context().get_parameter_source
    given: dict[str, Any] = {
        name: value for name, value in said.items() if sources(name) is ParameterSource.COMMANDLINE
    }
    return replace(asked, **given)


@main.command(
    name="map",
    epilog=examples(
        "tracktwo map -o network.html",
        "tracktwo map --theme mediation --country ML -o partners.html",
        "tracktwo map --place reference/ecowas --everybody -o ecowas.html",
    ),
)
@options.need
@click.option("--everybody", is_flag=True, help="Show everybody who fits, without rank.")
@click.option(
    "--like",
    type=click.Path(path_type=Path),
    help="An earlier map: who is on it stays where it was, as far as may be.",
)
@options.output("page")
@click.pass_obj
def write_map(
    session: Session,
    as_of: date,
    clearance: Label,
    output: str,
    *,
    everybody: bool,
    like: Path | None,
    **asked: Unpack[NeedOptions],
) -> None:
    """
    Write a map as one page that opens offline.

    It shows the partners that the same options find, in rank, and what joins them;
    without any, or with --everybody, the whole network or everybody who fits.
    """
    view = session.view(clearance, as_of)
    named = asked["themes"] or asked["places"] or asked["kinds"] or asked["levels"]
    need = Need(**asked) if named or asked["asking"] else None
    if need is None or everybody:
        picture = network_map(view, need)
    else:
        picture = partners_map(view, need, find_partners(view, need))
    before = Earlier() if like is None else earlier_map(like)
    if like is not None:
        picture = with_camps(picture, before.camps)
    write_text(output, page(picture, before.places), Label.parse(picture.label))


for planning_command in (*COMMANDS, *asks.COMMANDS, saving.asks, export, inspect_files):
    main.add_command(planning_command)


@main.command(name="serve", epilog=examples("tracktwo serve", "tracktwo serve --port 8080"))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.pass_obj
def serve_network(session: Session, host: str, port: int) -> None:
    """Serve GraphQL and maps over HTTP until interrupted."""
    with session.store() as store:
        serve(create_app(session.settings, store), host, port, click.echo)


@main.command(
    name="export-schema",
    epilog=examples("tracktwo export-schema", "tracktwo export-schema -o schema.graphql"),
)
@options.output("file", default="-")
def export_schema(output: str) -> None:
    """Print the GraphQL schema as SDL."""
    write_text(output, schema_text(), Label.CLEAR)
