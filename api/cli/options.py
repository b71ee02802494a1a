"""What can be given on the command line, and how it is read."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict, TypeVar

import click

from api.cli.session import Session
from graph.domain.dates import PartialDate
from graph.domain.errors import GraphError
from graph.domain.labels import Label
from ingest.formats import FORMATS

C = TypeVar("C", bound=Callable[..., None])


class NeedOptions(TypedDict):
    """The options that make a need, by the names of its fields."""

    themes: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    asking: str | None
    already_in: tuple[str, ...]
    include_partners: bool
    first: int


class SourceOptions(TypedDict):
    """The options that say what a source is, by the names of the fields of `Given`."""

    label: Label | None
    source: str | None
    title: str | None
    publisher: str | None
    licence: str | None
    link: str | None
    published: PartialDate | None
    retrieved: PartialDate | None


class LabelType(click.ParamType[Label]):
    """A label of the Traffic Light Protocol."""

    name = "label"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Label:
        """Read a label, with or without TLP:, in any case."""
        try:
            return value if isinstance(value, Label) else Label.parse(str(value))
        except GraphError as error:
            self.fail(str(error), param, ctx)


class DateType(click.ParamType[PartialDate]):
    """A year, a month or a day."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        """Read a date as precise as it is given."""
        try:
            return value if isinstance(value, PartialDate) else PartialDate(str(value))
        except GraphError as error:
            self.fail(str(error), param, ctx)


class DayType(click.ParamType[date]):
    """A day such as 2026-11-21."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a day."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write one like 2026-11-21", param, ctx)


LABEL, DATE, DAY = LabelType(), DateType(), DayType()


def examples(*lines: str) -> str:
    """The examples at the foot of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def today() -> date:
    """The day it is here."""
    return datetime.now().astimezone().date()


def clearance(command: C) -> C:
    """Add the option that says what may be seen."""
    words = "See what carries this label or a lower one; else TRACKTWO_CLEARANCE, else CLEAR."
    return click.option("--clearance", type=LABEL, default=_default_clearance, help=words)(command)


def _default_clearance() -> Label:
    """What the settings say that commands show."""
    session = click.get_current_context().find_object(Session)
    return Label.CLEAR if session is None else session.settings.default_clearance


def output(what: str, *, default: str | None = None) -> Callable[[C], C]:
    """
    Add the option that says where to write; `api.output` writes there.

    Args:
        what: What is written, such as a page.

        default: Where to write it unless the option is given; without one it has to be given.
    """
    return click.option(
        *("-o", "--output"),
        type=click.Path(),
        required=default is None,
        default=default,
        help=f"The {what} to write, or - for standard output.",
    )


def need(command: C) -> C:
    """Add the options that say what is asked for."""
    for option in reversed(_NEED):
        command = option(command)
    return clearance(command)


_NEED = (
    click.option("--theme", "themes", multiple=True, help="A theme, by code or label."),
    click.option(
        *("--country", "--place", "places"),
        multiple=True,
        help="A country, region or regional body: ML, MLI, Mali, 011, reference/ecowas.",
    ),
    click.option("--kind", "kinds", multiple=True, help="Only stakeholders of this kind."),
    click.option("--level", "levels", multiple=True, help="Only those of this level."),
    click.option("--asking", metavar="ID", help="Who asks."),
    click.option("--already-in", multiple=True, metavar="ID", help="Who is at the table already."),
    click.option("--include-partners", is_flag=True, help="Rank partners of the asker too."),
    click.option("--first", default=10, show_default=True, help="How many to list."),
    click.option("--as-of", type=DAY, default=today, help="The day that counts: today."),
)


def reading(command: C) -> C:
    """Add the options that say how files are read."""
    for option in reversed(_READING):
        command = option(command)
    return command


_READING = (
    click.option(
        "--format",
        "form",
        type=click.Choice([form.name for form in FORMATS]),
        help="The format of the files, when it is not to be told by what is in them.",
    ),
    click.option(
        "--mapping",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="The mapping to read the files by, when it is not the one beside them.",
    ),
)


def source(command: C) -> C:
    """Add the options that say what a source is."""
    for option in reversed(_SOURCE):
        command = option(command)
    return command


_SOURCE = (
    click.option("--label", type=LABEL, help="The label of everything in these files."),
    click.option("--source", metavar="ID", help="The source's id; give it that of an older file."),
    click.option("--title", help="The title of the source."),
    click.option("--publisher", help="Who published it."),
    click.option("--licence", help="Under what licence."),
    click.option("--link", help="Where it can be found."),
    click.option("--published", type=DATE, help="The date of the source itself: 2026 or 2026-11."),
    click.option("--retrieved", type=DATE, help="When it was fetched: 2026, 2026-11 or a day."),
)


def meant(command: C) -> C:
    """Add the options by which a steward says that something unusual is meant."""
    for option in reversed(_MEANT):
        command = option(command)
    return command


_MEANT = (
    click.option(
        "--lower-label",
        is_flag=True,
        help="Open a source to more readers than an earlier load did; asks first.",
    ),
    click.option("--yes", is_flag=True, help="Do not ask; for scripts."),
    click.option(
        "--replace",
        is_flag=True,
        help="Withdraw all that a file does not repeat, even if that is most of its source.",
    ),
)


def is_watched() -> bool:
    """True if standard error is a terminal; progress is then shown."""
    return sys.stderr.isatty()
