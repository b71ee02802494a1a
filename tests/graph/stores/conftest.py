"""Every kind of store, where it can be had."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pytest

from graph.stores.base import Store
from graph.stores.opening import Access, open_store
from tests.neo4j_server import Neo4jServer


class Site(Protocol):
    """Where a store is: it can be opened again and again, and be made to look newer."""

    address: str
    access: Access

    def open(self) -> Store:
        """Open the store that is there; the caller closes it."""
        ...

    def set_version(self, number: int) -> None:
        """Write *number* where the store keeps the version of its schema."""

    def erase(self) -> None:
        """Take the store away, under whoever has opened it."""


@dataclass(slots=True, kw_only=True)
class SqliteSite:
    """A file."""

    path: Path
    access: Access = field(default_factory=Access)

    @property
    def address(self) -> str:
        """What `open_store` takes."""
        return f"sqlite:{self.path}"

    def open(self) -> Store:
        """Open the store that is there; the caller closes it."""
        return open_store(self.address)

    def set_version(self, number: int) -> None:
        """Write *number* where the store keeps the version of its schema."""
        connection = sqlite3.connect(self.path)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.close()

    def erase(self) -> None:
        """Take the store away, under whoever has opened it."""
        self.path.unlink()


@dataclass(slots=True, kw_only=True)
class Neo4jSite:
    """A server's database."""

    server: Neo4jServer
    access: Access
    address: str

    def through(self, address: str) -> "Neo4jSite":
        """The same by way of *address*, that of a proxy."""
        return replace(self, address=f"bolt://{address}")

    def open(self) -> Store:
        """Open the store that is there; the caller closes it."""
        return open_store(self.address, self.access)

    def set_version(self, number: int) -> None:
        """Write *number* where the store keeps the version of its schema."""
        with self.server.driver() as driver:
            driver.execute_query(
                "MATCH (s:Tracktwo {name: 'store'}) SET s.version = $number", number=number
            )

    def erase(self) -> None:
        """Take the store away, under whoever has opened it."""
        self.server.clear()


@pytest.fixture
def sqlite_site(tmp_path: Path) -> SqliteSite:
    """Give a place for a file in a folder that is not there yet."""
    return SqliteSite(path=tmp_path / "folder" / "network.db")


@pytest.fixture
def neo4j_site(neo4j_server: Neo4jServer) -> Iterator[Neo4jSite]:
    """Give an empty database, and leave it empty."""
    neo4j_server.clear()
    access = Access(
        user=neo4j_server.user, password=neo4j_server.password, database=neo4j_server.database
    )
    yield Neo4jSite(server=neo4j_server, access=access, address=neo4j_server.routing_uri)
    neo4j_server.clear()


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def site(request: pytest.FixtureRequest) -> Site:
    """Give an empty place for a store of each kind."""
    found: Site = request.getfixturevalue(f"{request.param}_site")
    return found


@pytest.fixture
def store(site: Site) -> Iterator[Store]:
    """Give a new store of each kind."""
    opened = site.open()
    yield opened
    opened.close()
