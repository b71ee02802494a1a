"""What every command that asks a question shares: its options, and how the answer is printed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

import click

from api.cli import options
from api.cli.plain_values import json_text, plain
from api.networks.what_if import WhatIf
from api.output import write_text
from graph.domain.labels import Label
from visualise.maps.page import page
from visualise.maps.picture import Picture

A = TypeVar("A")
Command = Callable[..., None]
Option = Callable[[Command], Command]


def listed(*names: str, help_: str, metavar: str | None = None) -> Option:
    """An option that may be given several times."""
    return click.option(*names, multiple=True, metavar=metavar, help=help_)


THEME = listed("--theme", "themes", help_="A theme, by code or label.")
PLACE = listed(
    *("--country", "--place", "places"),
    help_="A country, region or regional body: ML, MLI, Mali, 011, reference/ecowas.",
)
ASKING = click.option("--asking", metavar="ID", help="Who asks.")
_AS_OF = click.option(
    "--as-of", type=options.DAY, default=options.today, help="The day that counts: today."
)
MAP = click.option(
    "--map",
    "map_file",
    type=click.Path(dir_okay=False, writable=True),
    help="Write the answer as a map too, one page that opens offline.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")


def first(what: str, default: int) -> Option:
    """The option that says how many are wanted."""
    return click.option("--first", default=default, show_default=True, help=f"How many {what}.")


def question(*added: Option) -> Option:
    """Add options to a command, in this order, and those that every question has."""
    every: list[Option] = [*added, _AS_OF, options.clearance, JSON]

    def decorate(command: Command) -> Command:
        for option in reversed(every):
            command = option(command)
        return command

    return decorate


def draw(path: str | None, picture: Callable[[], Picture], *, given: WhatIf | None = None) -> None:
    """Write a map, if one is asked for, with what was supposed for it."""
    if path is not None:
        drawn = picture()
        if given is not None and given.said.words:
            supposed = f"Supposed: {'; '.join(given.said.words)}."
            drawn = replace(drawn, note=f"{supposed} {drawn.note}".strip())
        write_text(path, page(drawn), Label.parse(drawn.label))


def tell(
    answer: A, words: Callable[[A], Iterable[str]], *, as_json: bool, given: WhatIf | None = None
) -> None:
    """Print an answer as JSON, or in *words*, with what was supposed for it."""
    if as_json:
        click.echo(in_json(answer, given))
    else:
        lines = given.words(words(given.closed(answer))) if given else words(answer)
        click.echo("\n".join(lines))


def in_json(answer: object, given: WhatIf | None = None) -> str:
    """An answer as JSON that people can read too, with what was supposed for it."""
    if given is None:
        return json_text(plain(answer))
    supposed = {"supposed": list(given.said.words)} if given.said.words else {}
    return json_text(plain(given.closed(answer)) | supposed)


def print_json(value: object) -> None:
    """Print *value*, which JSON can hold."""
    click.echo(json_text(value))
