"""Every setting: its name, its default and what it means; read once, then handed in."""

import math
import sys
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from graph.domain.errors import GraphError
from graph.domain.labels import Label
from graph.stores.opening import Access
from graph.views.view import Scope

PREFIX = "TRACKTWO_"

N = TypeVar("N", str, int, float)


class SettingError(GraphError):
    """A setting with an unusable value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row of the table: a variable of the environment, its default and its meaning."""

    name: str
    default: str
    meaning: str


def _setting(default: N, meaning: str, *, secret: bool = False) -> N:
    return field(default=default, repr=not secret, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    What the service is told from outside; every field is a row of the table.

    `TRACKTWO_` and the name of the field in capitals is the variable it is read
    from. Secrets never print.
    """

    store: str = _setting(
        "",
        "Where the network is kept: `sqlite:PATH`, `neo4j://HOST` or `bolt://HOST`; "
        "empty for one file in the user's data folder.",
    )
    neo4j_user: str = _setting("neo4j", "Who we are to a Neo4j server.")
    neo4j_password: str = _setting("", "Our password for the Neo4j server.", secret=True)
    neo4j_database: str = _setting("", "The database to use there; empty for the server's own.")
    clearance: str = _setting(
        "CLEAR",
        "What commands show when they are not given `--clearance`. It opens nothing over HTTP, "
        "where keys say who may see what.",
    )
    keys_file: str = _setting(
        "",
        "A file of API keys, one a line: the SHA-256 of the key, the label its holder is "
        "cleared for, a name. Empty: everybody sees what is CLEAR, and nothing else.",
    )
    scope_places: str = _setting(
        "",
        "What part of the world this service is about: countries, regions or ids of bodies, with "
        "commas between; empty for all of it. What lies outside is not held in memory.",
    )
    scope_themes: str = _setting(
        "", "What part of the agenda this service is about: codes of themes, with commas between."
    )
    freshness: float = _setting(1.0, "Seconds between two looks at whether the store has changed.")
    views: int = _setting(
        8, "How many networks are held in memory, one to each clearance and date asked for."
    )
    workers: int = _setting(8, "How many requests are worked on at once.")
    max_body: int = _setting(100_000, "The most bytes in the body of a request.")
    max_tokens: int = _setting(2000, "The most words and signs in a GraphQL document.")
    max_depth: int = _setting(15, "How deep fields may stand within fields.")
    max_fields: int = _setting(500, "The most fields in a GraphQL operation.")
    max_root_fields: int = _setting(20, "The most fields at the top of an operation.")
    max_aliases: int = _setting(50, "The most aliases in an operation.")
    max_directives: int = _setting(50, "The most directives in an operation.")
    max_cost: int = _setting(
        50_000, "The most values that an operation may ask for, pages counted at full length."
    )
    max_page: int = _setting(1000, "The most items on a page.")

    @property
    def scope(self) -> Scope:
        """What this service is about, in the words of the settings."""
        return Scope(places=_listed(self.scope_places), themes=_listed(self.scope_themes))

    @property
    def default_clearance(self) -> Label:
        """
        What commands show when nobody says otherwise.

        Raises:
            SettingError: It is no label.
        """
        try:
            return Label.parse(self.clearance)
        except GraphError as error:
            raise SettingError(f"{PREFIX}CLEARANCE: {error}") from error

    @property
    def access(self) -> Access:
        """Who we are to a Neo4j server."""
        return Access(
            user=self.neo4j_user,
            password=self.neo4j_password,
            database=self.neo4j_database or None,
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def table() -> tuple[Setting, ...]:
    """Every setting, in the order of the documentation."""
    return tuple(
        Setting(name=_variable(row), default=str(row.default), meaning=str(row.metadata["meaning"]))
        for row in fields(Settings)
    )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """
    Read the settings from the variables of *environment*.

    Raises:
        SettingError: A value is of no use; the message names the variable.
    """
    given = {row: environment.get(_variable(row), "").strip() for row in fields(Settings)}
    values: dict[str, Any] = {row.name: _value(row, text) for row, text in given.items() if text}
    store = f"sqlite:{default_store(environment, sys.platform)}"
    return replace(Settings(store=store), **values)


def _variable(row: Field[object]) -> str:
    return PREFIX + row.name.upper()


def _value(row: Field[object], text: str) -> str | float:
    if isinstance(row.default, str):
        return text
    kind = int if isinstance(row.default, int) else float
    try:
        number = kind(text)
    except ValueError as error:
        raise SettingError(f"{_variable(row)}: {text!r} is not a number") from error
    # Written so that NaN, which compares false with everything, is refused.
    if not 0 < number < math.inf:
        raise SettingError(f"{_variable(row)}: {text} will not do; write a number above 0")
    return number


def default_store(environment: Mapping[str, str], platform: str) -> Path:
    """The file in the user's data folder that keeps the network when no store is named."""
    home = Path.home()
    if platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif platform == "win32":
        folder = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "tracktwo" / "tracktwo.db"
