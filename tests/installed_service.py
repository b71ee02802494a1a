"""The service of an installed Tracktwo, as `make demo` starts it, asked over a real socket."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

#: How long a page may take, with the start of the service before it.
SECONDS = 120
QUERY = '{ partners(themes: ["mediation"], places: ["ML"], first: 1) { partners { name score } } }'
#: Printed by the installed product itself, so that no list here can forget one.
LIST_FORMATS = "from visualise.exports.table import EXPORTS; print(*EXPORTS)"


@contextmanager
def serving(tracktwo: Path, folder: Path) -> Iterator[str]:
    """Serve the store in *folder* on a free port; gives the address that the service prints."""
    environment = os.environ | {"TRACKTWO_STORE": f"sqlite:{folder / 'network.db'}"}
    service = subprocess.Popen(
        [tracktwo, "serve", "--port", "0"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert service.stdout is not None
        found = re.match(r"http://\S+", service.stdout.readline())
        if found is None:
            service.kill()
            raise OSError("tracktwo serve printed no address")
        yield found[0].rstrip("/")
    finally:
        service.terminate()
        service.communicate(timeout=SECONDS)


def fetch(address: str, query: str | None = None) -> bytes:
    """Fetch *address*; with a query, as a program that speaks GraphQL does."""
    body = None if query is None else json.dumps({"query": query}).encode()
    request = Request(address, body, {"content-type": "application/json"})  # noqa: S310 - ours
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - ours
        found: bytes = answer.read()
    return found


def check_service(tracktwo: Path, folder: Path) -> None:
    """
    Fetch the start page, the map, an answer of GraphQL and every format of export.

    Raises:
        OSError: The service did not start, or refused one of them.
    """
    python = tracktwo.with_name("python")
    listed = subprocess.run(
        [python, "-c", LIST_FORMATS], cwd=folder, capture_output=True, text=True, check=True
    )
    formats = listed.stdout.split()
    with serving(tracktwo, folder) as address:
        pages = [fetch(f"{address}/"), fetch(f"{address}/map")]
        answer = json.loads(fetch(f"{address}/graphql", QUERY))
        exports = {name: len(fetch(f"{address}/export/{name}")) for name in formats}
    if not all(b"<html" in page for page in pages):
        raise OSError("a page of the service is no page")
    if not answer.get("data", {}).get("partners", {}).get("partners"):
        raise OSError(f"GraphQL answered {answer}")
    if not exports or not all(exports.values()):
        raise OSError(f"an export is empty: {exports}")
    print(f"  two pages, GraphQL and {len(exports)} exports are served", flush=True)
