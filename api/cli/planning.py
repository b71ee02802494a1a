"""The commands that help to plan: introductions, gaps, bridges, experts and funds."""

from datetime import date
from typing import TypedDict, Unpack

import click

from api.cli.options import examples
from api.cli.planning_words import (
    bridges_in_words,
    experts_in_words,
    funds_in_words,
    gaps_in_words,
    introductions_in_words,
)
from api.cli.question import ASKING, MAP, PLACE, THEME, draw, first, listed, question, tell
from api.cli.session import Session
from api.cli.what_if_options import supposes
from graph.answers.bridges.bridges import Agendas
from graph.answers.bridges.bridges import bridges as find_bridges
from graph.answers.experts.experts import Post
from graph.answers.experts.experts import experts as find_experts
from graph.answers.funds.funds import Grant, quick_funds
from graph.answers.gaps.gaps import Grid
from graph.answers.gaps.gaps import gaps as find_gaps
from graph.answers.introductions.introductions import Wish
from graph.answers.introductions.introductions import introductions as find_introductions
from graph.answers.need import Need
from graph.domain.labels import Label
from graph.measures.supposition import Supposition
from visualise.maps.answer_maps import (
    bridges_map,
    experts_map,
    funds_map,
    gaps_map,
    introductions_map,
)


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


@click.command(
    epilog=examples(
        "tracktwo introductions --from reference/wanep --to reference/un-women",
        "tracktwo introductions --from reference/wanep --kind womens_network --country ML",
        "tracktwo introductions --from reference/wanep --to reference/un-women --hops 3 --json",
    )
)
@question(
    listed("--from", "near", metavar="ID", help_="Who is to be introduced: one of ours."),
    listed("--to", "far", metavar="ID", help_="Who is to be reached."),
    listed("--theme", "themes", help_="Reach anybody who works on this theme."),
    listed("--country", "--place", "places", help_="Reach anybody who is active there."),
    listed("--kind", "kinds", help_="Reach anybody of this kind."),
    listed("--level", "levels", help_="Reach anybody of this level."),
    click.option("--hops", "most_hops", default=4, show_default=True, help="The longest chain."),
    listed("--avoid", metavar="ID", help_="Nobody is to be introduced by them."),
    listed("--through", metavar="ID", help_="One of these has to stand between."),
    listed("--without-kind", "without_kinds", help_="A kind of tie that does not count."),
    listed(
        "--without-source", "without_sources", metavar="ID", help_="A source that does not count."
    ),
    click.option(
        "--diverse/--strongest",
        default=True,
        show_default=True,
        help="Whether chains are to share as few as they can of those between.",
    ),
    first("chains to list", 3),
    MAP,
)
@supposes
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
    map_file: str | None,
    as_json: bool,
    supposition: Supposition,
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
    given = session.what_if(clearance, as_of, supposition)
    asked = Wish(**wish, fitting=fitting)
    answer = given.closed(find_introductions(given.view, asked))
    draw(map_file, lambda: introductions_map(given.view, asked, answer), given=given)
    tell(answer, introductions_in_words, as_json=as_json, given=given)


@click.command(
    epilog=examples(
        "tracktwo gaps --country ML --country TD",
        "tracktwo gaps --theme mediation --place reference/ecowas --each-country",
        "tracktwo gaps --place 015 --kind womens_network --at-least 3 --years 3 --json",
        "tracktwo gaps --country ML --asking reference/wanep --first 3",
    )
)
@question(
    THEME,
    PLACE,
    listed("--kind", "kinds", help_="A kind of stakeholder; all but persons unless said."),
    click.option("--each-country", is_flag=True, help="Look at the countries in each place."),
    click.option(
        "--at-least", default=2, show_default=True, help="Fewer independent actors are thin."
    ),
    click.option("--years", default=5, show_default=True, help="Older evidence is stale."),
    ASKING,
    first("gaps to tell", 10),
    click.option(
        "--nearest", default=3, show_default=True, help="How many who could fill each of them."
    ),
    MAP,
)
@supposes
@click.pass_obj
def gaps(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    map_file: str | None,
    as_json: bool,
    supposition: Supposition,
    **grid: Unpack[GridOptions],
) -> None:
    """
    Say who is missing: theme by place by kind of actor.

    Without a theme the pillars of the agenda are meant. With --asking the answer says
    how to reach those who are nearest to filling a gap.
    """
    given = session.what_if(clearance, as_of, supposition)
    asked = Grid(**grid)
    answer = given.closed(find_gaps(given.view, asked))
    draw(map_file, lambda: gaps_map(given.view, asked, answer), given=given)
    tell(answer, gaps_in_words, as_json=as_json, given=given)


@click.command(
    epilog=examples(
        "tracktwo bridges --left mediation --right justice",
        "tracktwo bridges --left atrocity_prevention --right participation --place 002",
        "tracktwo bridges --left protection --right financing --kind civil_society --json",
    )
)
@question(
    listed("--left", help_="A theme of the one agenda, by code or label."),
    listed("--right", help_="A theme of the other."),
    PLACE,
    listed("--kind", "kinds", help_="Only stakeholders of this kind count on either side."),
    first("of each list", 10),
    MAP,
)
@click.pass_obj
def bridges(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    map_file: str | None,
    as_json: bool,
    **ask: Unpack[AgendasOptions],
) -> None:
    """
    Say who works on both of two agendas, and who could connect them.

    Where one agenda lies within the other, what lies in it counts for it alone.
    """
    view, asked = session.view(clearance, as_of), Agendas(**ask)
    answer = find_bridges(view, asked)
    draw(map_file, lambda: bridges_map(view, asked, answer))
    tell(answer, bridges_in_words, as_json=as_json)


@click.command(
    epilog=examples(
        "tracktwo experts --theme mediation --country ML --first 5",
        "tracktwo experts --theme mediation --country ML --language French --kind person",
        "tracktwo experts --theme mediation --asking reference/wanep --json",
    )
)
@question(
    THEME,
    PLACE,
    listed("--language", "languages", help_="A language that they have to speak."),
    listed("--kind", "kinds", help_="Only stakeholders of this kind."),
    listed("--level", "levels", help_="Only those of this level."),
    ASKING,
    first("to list", 10),
    MAP,
)
@click.pass_obj
def experts(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    map_file: str | None,
    as_json: bool,
    **post: Unpack[PostOptions],
) -> None:
    """
    Say who can be there, and who vouches for them.

    A person is named only where a source says that they agreed (consent: yes).
    """
    view, asked = session.view(clearance, as_of), Post(**post)
    answer = find_experts(view, asked)
    draw(map_file, lambda: experts_map(view, asked, answer))
    tell(answer, experts_in_words, as_json=as_json)


@click.command(
    epilog=examples(
        "tracktwo funds --country ML --kind womens_network",
        "tracktwo funds --theme mediation --country ML --asking reference/wanep --json",
    )
)
@question(
    THEME,
    PLACE,
    listed("--kind", "kinds", help_="The kind of who is to be paid."),
    ASKING,
    first("to list", 10),
    MAP,
)
@click.pass_obj
def funds(
    session: Session,
    as_of: date,
    clearance: Label,
    *,
    map_file: str | None,
    as_json: bool,
    **grant: Unpack[GrantOptions],
) -> None:
    """Say which funds could pay quickly, here, and for such as these."""
    view, asked = session.view(clearance, as_of), Grant(**grant)
    answer = quick_funds(view, asked)
    draw(map_file, lambda: funds_map(view, asked, answer))
    tell(answer, funds_in_words, as_json=as_json)


#: The commands of this module, for the command line to take in.
COMMANDS = (introductions, gaps, bridges, experts, funds)
