"""A real Neo4j server for tests and benchmarks, started from its Maven artefacts."""

import contextlib
import os
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests.fetched import fetched, require_maven, run
from tests.machine import UnavailableError, find_java

VERSION = "5.26.20"
POM = Path(__file__).with_name("neo4j") / "pom.xml"
FIRST_PASSWORD = "neo4j"
SECONDS_TO_START = 120
SECONDS_TO_STOP = 60

JAVA_OPTIONS = (
    "-Xms512m",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
)
SETTINGS = """\
server.bolt.listen_address={address}
server.bolt.advertised_address={address}
server.http.enabled=false
server.memory.heap.max_size={heap}
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
"""


@dataclass(slots=True, kw_only=True)
class Neo4jServer:
    """
    A Neo4j that answers, and what a client needs to reach it.

    `clear` erases everything in its database.
    """

    address: str
    user: str = "neo4j"
    password: str = field(repr=False)
    database: str = "neo4j"

    @property
    def uri(self) -> str:
        """Where this one server is."""
        return f"bolt://{self.address}"

    @property
    def routing_uri(self) -> str:
        """Where the client of a cluster starts; the server tells it which member to ask."""
        return f"neo4j://{self.address}"

    def driver(self) -> Driver:
        """Return a new driver, for the caller to close."""
        return GraphDatabase.driver(self.uri, auth=(self.user, self.password))

    def clear(self) -> None:
        """Delete every node and tie; constraints and indexes stay."""
        self._run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")

    def drop_schema(self) -> None:
        """Delete every constraint and index that a store made."""
        for name in self._run("SHOW CONSTRAINTS YIELD name"):
            self._run(f"DROP CONSTRAINT `{name}`")
        for name in self._run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            self._run(f"DROP INDEX `{name}`")

    def count(self) -> int:
        """Count the nodes."""
        return int(self._run("MATCH (n) RETURN count(n)")[0])

    def _run(self, cypher: str) -> list[str]:
        with self.driver() as driver, driver.session(database=self.database) as session:
            return [str(record[0]) for record in session.run(cypher)]


@dataclass(slots=True, kw_only=True)
class LocalNeo4j(Neo4jServer):
    """A server of this run's own, which a test may crash and start again."""

    home: Path
    command: tuple[str | Path, ...]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and return when it answers."""
        output = self.home / "logs" / "output.txt"
        with output.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                said = output.read_text(errors="replace")[-2000:]
                raise RuntimeError(f"Neo4j did not start:\n{said}")
            time.sleep(0.25)

    def stop(self) -> None:
        """End the server as its operator would."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """End the server as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def restart(self) -> None:
        """Start the server again on the same data and address, ending it first if it still runs."""
        self.stop()
        self.start()

    def _answers(self) -> bool:
        try:
            self._set_password()
            self._run("RETURN 1")
        except (DriverError, Neo4jError):
            return False
        return True

    def _set_password(self) -> None:
        """Replace the password of a new server, which lets nobody work with its first one."""
        changed = self.home / "password-changed"
        if changed.exists():
            return
        with GraphDatabase.driver(self.uri, auth=(self.user, FIRST_PASSWORD)) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $first TO $new",
                {"first": FIRST_PASSWORD, "new": self.password},
                database_="system",
            )
        changed.touch()


@contextlib.contextmanager
def running_neo4j(*, heap: str = "1g") -> Iterator[Neo4jServer]:
    """
    The server that `TRACKTWO_TEST_NEO4J` names, or a new one that ends with the block.

    A new one may take *heap* of memory, as Java writes sizes.

    Raises `UnavailableError` where there is neither, with what would do in its message.
    """
    if uri := os.environ.get("TRACKTWO_TEST_NEO4J"):
        yield given_server(uri)
        return
    java, library = require_java(), require_library()
    with tempfile.TemporaryDirectory(prefix="tracktwo-neo4j-") as folder:
        server = new_server(Path(folder), java, library, heap=heap)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def given_server(uri: str) -> Neo4jServer:
    """Take the server at `uri`, which must be empty, since the tests erase what they find."""
    server = Neo4jServer(
        address=urlsplit(uri).netloc,
        user=os.environ.get("TRACKTWO_TEST_NEO4J_USER", "neo4j"),
        password=os.environ.get("TRACKTWO_TEST_NEO4J_PASSWORD", ""),
        database=os.environ.get("TRACKTWO_TEST_NEO4J_DATABASE", "neo4j"),
    )
    if nodes := server.count():
        raise UnavailableError(
            f"TRACKTWO_TEST_NEO4J names a database with {nodes} nodes in it, and the tests would"
            " erase them; name an empty one"
        )
    return server


def new_server(home: Path, java: Path, library: Path, *, heap: str = "1g") -> LocalNeo4j:
    """Lay out the folder of a server that has never run, on a free port of this machine."""
    for name in ("conf", "data", "logs", "plugins", "import", "run"):
        (home / name).mkdir()
    address = f"127.0.0.1:{free_port()}"
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(address=address, heap=heap))
    command = (
        *(
            java,
            *JAVA_OPTIONS,
            f"-Xmx{heap}",
            "-cp",
            f"{library}/*",
            "org.neo4j.server.CommunityEntryPoint",
        ),
        *(f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
    )
    return LocalNeo4j(address=address, password=secrets.token_hex(16), home=home, command=command)


def free_port() -> int:
    """Find a port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def require_java() -> Path:
    """Find the Java to run Neo4j with."""
    if java := find_java():
        return java
    raise UnavailableError("Neo4j needs a Java runtime of release 17 to 21, and there is none")


def require_library() -> Path:
    """Find Neo4j's jars in the user's cache, or fetch them with Maven, which takes a minute."""
    return fetched(f"neo4j-{VERSION}", fetch_jars)


def fetch_jars(folder: Path) -> None:
    """Fetch Neo4j and all that it needs from Maven's repository into `folder`."""
    maven = require_maven("Neo4j")
    run(
        f"Neo4j {VERSION}",
        [
            *(maven, "-B", "-q", "-f", POM, f"-Dneo4j.version={VERSION}"),
            *("dependency:copy-dependencies", "-DincludeScope=runtime"),
            f"-DoutputDirectory={folder}",
        ],
    )
