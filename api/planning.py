"""The commands that help to plan: introductions, gaps, bridges, experts and funds."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypedDict, Unpack

import click
import orjson

from api import options
from api.options import examples
from api.plain import plain
from api.planning_words import (
    bridges_in_words,
    experts_in_words,
    funds_in_words,
    gaps_in_words,
    introductions_in_words,
)
from api.session import Session
from graph.answers.bridges import Agendas
from graph.answers.bridges import bridges as find_bridges
from graph.answers.experts import Post
from graph.answers.experts import experts as find_experts
from graph.answers.funds import Grant, quick_funds
from graph.answers.gaps import Grid
from graph.answers.gaps import gaps as find_gaps
from graph.answers.introductions import Wish
from graph.answers.introductions import introductions as find_introductions
from graph.answers.need import Need
from graph.labels import Label

Command = Callable[..., None]
Option = Callable[[Command], Command]


class WishOptions(TypedDict):
    """The options that make a wish, by the names of its fields."""

    near: tuple[str, ...]
    far: tuple[str, ...]
    first: int
    most_hops: int
    avoid: tuple[str, ...]
    through: tuple[str, ...]
    without_kinds: tuple[str, ...]
    without_sources: tuple[str, ...]
    diverse: bool


class GridOptions(TypedDict):
    """The options that make a grid, by the names of its fields."""

    themes: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    each_country: bool
    at_least: int
    years: int
    asking: str | None
    first: int
    nearest: int


class AgendasOptions(TypedDict):
    """The options that make two agendas, by the names of their fields."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    first: int


class PostOptions(TypedDict):
    """The options that make a post, by the names of its fields."""

    themes: tuple[str, ...]
    places: tuple[str, ...]
    languages: tuple[str, ...]
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    asking: str | None
    first: int


class GrantOptions(TypedDict):
    """The options that make a grant, by the names of its fields."""

    themes: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    asking: str | None
    first: int


def _listed(*names: str, help_: str, metavar: str | None = None) -> Option:
    """An option that may be given several times."""
    return click.option(*names, multiple=True, metavar=metavar, help=help_)


_THEME = _listed("--theme", "themes", help_="A theme, by code or label.")
_PLACE = _listed(
    *("--country", "--place", "places"),
    help_="A country, region or regional body: ML, MLI, Mali, 011, reference/ecowas.",
)
_ASKING = click.option("--asking", metavar="ID", help="Who asks.")
_AS_OF = click.option(
    "--as-of", type=options.DAY, default=options.today, help="The day that counts: today."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")


def _first(what: str, default: int) -> Option:
    return click.option("--first", default=default, show_default=True, help=f"How many {what}.")


def _with(*added: Option) -> Option:
    """Add options to a command, in this order, and those that every question has."""
    every: list[Option] = [*added, _AS_OF, options.clearance, _JSON]

    def decorate(command: Command) -> Command:
        for option in reversed(every):
            command = option(command)
        return command

    return decorate


def _tell(answer: object, words: Iterable[str], *, as_json: bool) -> None:
    """Print an answer as JSON, or in words."""
    if as_json:
        click.echo(orjson.dumps(plain(answer), option=orjson.OPT_INDENT_2).decode())
    else:
        click.echo("\n".join(words))


@click.command(
    epilog=examples(
        "tracktwo introductions --from reference/wanep --to reference/un-women",
        "tracktwo introductions --from reference/wanep --kind womens_network --country ML",
        "tracktwo introductions --from reference/wanep --to reference/un-women --hops 3 --json",
    )
)
@_with(
    _listed("--from", "near", metavar="ID", help_="Who is to be introduced: one of ours."),
    _listed("--to", "far", metavar="ID", help_="Whom to reach."),
    _listed("--theme", "themes", help_="Reach anybody who works on this theme."),
    _listed("--country", "--place", "places", help_="Reach anybody who is active there."),
    _listed("--kind", "kinds", help_="Reach anybody of this kind."),
    _listed("--level", "levels", help_="Reach anybody of this level."),
    click.option("--hops", "most_hops", default=4, show_default=True, help="The longest chain."),
    _listed("--avoid", metavar="ID", help_="Nobody is to be introduced by them."),
    _listed("--through", metavar="ID", help_="One of these has to stand between."),
    _listed("--without-kind", "without_kinds", help_="A kind of tie that does not count."),
    _listed(
        "--without-source", "without_sources", metavar="ID", help_="A source that does not count."
    ),
    click.option(
        "--diverse/--strongest",
        default=True,
        show_default=True,
        help="Whether chains are to share as few as they can of those between.",
    ),
    _first("chains to list", 3),
)
@click.pass_obj
def introductions(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    themes: tuple[str, ...],
    places: tuple[str, ...],
    kinds: tuple[str, ...],
    levels: tuple[str, ...],
    as_json: bool,
    **wish: Unpack[WishOptions],
) -> None:
    """
    Say who can introduce us, by the strongest chains of ties.

    From any that --from names, to any that --to names or who is of the kinds, levels,
    themes and places given. What opposes never introduces.
    """
    fitting = None
    if themes or places or kinds or levels:
        fitting = Need(themes=themes, places=places, kinds=kinds, levels=levels)
    answer = find_introductions(session.view(clearance, as_of), Wish(**wish, fitting=fitting))
    _tell(answer, introductions_in_words(answer), as_json=as_json)


@click.command(
    epilog=examples(
        "tracktwo gaps --country ML --country TD",
        "tracktwo gaps --theme mediation --place reference/ecowas --each-country",
        "tracktwo gaps --place 015 --kind womens_network --at-least 3 --years 3 --json",
        "tracktwo gaps --country ML --asking reference/wanep --first 3",
    )
)
@_with(
    _THEME,
    _PLACE,
    _listed("--kind", "kinds", help_="A kind of stakeholder; all but persons unless said."),
    click.option("--each-country", is_flag=True, help="Look at the countries in each place."),
    click.option(
        "--at-least", default=2, show_default=True, help="Fewer independent actors are thin."
    ),
    click.option("--years", default=5, show_default=True, help="Older evidence is stale."),
    _ASKING,
    _first("gaps to tell", 10),
    click.option(
        "--nearest", default=3, show_default=True, help="How many who could fill each of them."
    ),
)
@click.pass_obj
def gaps(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    as_json: bool,
    **grid: Unpack[GridOptions],
) -> None:
    """
    Say who is missing: theme by place by kind of actor.

    Without a theme the pillars of the agenda are meant. With --asking it is told through
    whom to reach those who are nearest to filling a gap.
    """
    answer = find_gaps(session.view(clearance, as_of), Grid(**grid))
    _tell(answer, gaps_in_words(answer), as_json=as_json)


@click.command(
    epilog=examples(
        "tracktwo bridges --left mediation --right justice",
        "tracktwo bridges --left atrocity_prevention --right participation --place 002",
        "tracktwo bridges --left protection --right financing --kind civil_society --json",
    )
)
@_with(
    _listed("--left", help_="A theme of the one agenda, by code or label."),
    _listed("--right", help_="A theme of the other."),
    _PLACE,
    _listed("--kind", "kinds", help_="Only stakeholders of this kind count on either side."),
    _first("of each list", 10),
)
@click.pass_obj
def bridges(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    as_json: bool,
    **ask: Unpack[AgendasOptions],
) -> None:
    """
    Say who works on both of two agendas, and who could connect them.

    Where one agenda lies within the other, what lies in it counts for it alone.
    """
    answer = find_bridges(session.view(clearance, as_of), Agendas(**ask))
    _tell(answer, bridges_in_words(answer), as_json=as_json)


@click.command(
    epilog=examples(
        "tracktwo experts --theme mediation --country ML --first 5",
        "tracktwo experts --theme mediation --country ML --language French --kind person",
        "tracktwo experts --theme mediation --asking reference/wanep --json",
    )
)
@_with(
    _THEME,
    _PLACE,
    _listed("--language", "languages", help_="A language that they have to speak."),
    _listed("--kind", "kinds", help_="Only stakeholders of this kind."),
    _listed("--level", "levels", help_="Only those of this level."),
    _ASKING,
    _first("to list", 10),
)
@click.pass_obj
def experts(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    as_json: bool,
    **post: Unpack[PostOptions],
) -> None:
    """
    Say who can be there, and who vouches for them.

    A person is named only where a source says that they agreed (consent: yes).
    """
    answer = find_experts(session.view(clearance, as_of), Post(**post))
    _tell(answer, experts_in_words(answer), as_json=as_json)


@click.command(
    epilog=examples(
        "tracktwo funds --country ML --kind womens_network",
        "tracktwo funds --theme mediation --country ML --asking reference/wanep --json",
    )
)
@_with(
    _THEME,
    _PLACE,
    _listed("--kind", "kinds", help_="The kind of who is to be paid."),
    _ASKING,
    _first("to list", 10),
)
@click.pass_obj
def funds(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    as_json: bool,
    **grant: Unpack[GrantOptions],
) -> None:
    """Say which funds could pay quickly, here, and for such as these."""
    answer = quick_funds(session.view(clearance, as_of), Grant(**grant))
    _tell(answer, funds_in_words(answer), as_json=as_json)


#: The commands of this module, for the command line to take in.
COMMANDS = (introductions, gaps, bridges, experts, funds)
