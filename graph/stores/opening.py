"""From the address of a store to the store."""

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from graph.domain.errors import StoreError
from graph.stores.base import Store
from graph.stores.sqlite.store import SqliteStore

NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who we are to a Neo4j server; the password never prints."""

    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None


def open_store(address: str, access: Access | None = None) -> Store:
    """
    Open the store at *address*: `sqlite:PATH`, `neo4j://HOST` or `bolt://HOST`.

    Raises:
        StoreError: The address is of no known form, or the store cannot be opened.
    """
    scheme, _, rest = address.partition(":")
    if scheme == "sqlite" and rest:
        return SqliteStore(Path(rest).expanduser())
    if scheme in NEO4J_SCHEMES:
        # Imported by name so that SQLite alone does not need the Neo4j driver.
        try:
            neo4j = import_module("graph.stores.neo4j.store")
        except ModuleNotFoundError as error:
            raise StoreError(
                "the Neo4j driver is not installed; run: pip install 'tracktwo[neo4j]'"
            ) from error
        store: Store = neo4j.Neo4jStore(address, access or Access())
        return store
    raise StoreError(
        f"{address!r} is no address of a store; write sqlite:PATH, neo4j://HOST or bolt://HOST"
    )
