"""How fast IATI files are loaded, beside reading and parsing them alone, and in what memory."""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from lxml import etree

from graph.domain.model import Tie
from graph.stores.sqlite.store import SqliteStore
from ingest.iati.reader import read_iati
from ingest.loading.load import load as load_items
from ingest.reader import Given, Reader

MEGABYTE = 10**6
WORDS = ("women", "peace", "dialogue", "village", "border", "harvest", "school", "radio", "truce")
SECTORS = ("15220", "15180", "15170", "15160", "72010", "11220", "12220", "14030")
COUNTRIES = ("ML", "NE", "BF", "TD", "SN", "GN", "LR", "SL", "CI", "GM")


def main() -> None:
    """Write a file of the size asked for, and measure in a process each: parse, read, load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=50, help="size of the file (default 50)")
    parser.add_argument("--file", type=Path, help="measure this file instead")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.file or Path(folder) / "activities.xml"
        if asked.file is None:
            write(path, asked.megabytes * MEGABYTE)
        measured = [in_a_process(what, path) for what in (parse, read, load)]
        report(path, "activities", measured)


def report(path: Path, what: str, measured: Sequence[tuple[float, float, str]]) -> None:
    """Print what was measured of going through the file, reading and loading, in this order."""
    size = path.stat().st_size / MEGABYTE
    print(f"{size:,.0f} MB of {what}")
    print(f"{'':<16}{'seconds':>9}{'MB/s':>8}{'peak MB':>10}{'of parser':>11}{'of reading':>12}")
    names = ("the parser in C", "reading alone", "loading")
    parser, reader = measured[0][0], measured[1][0]
    for name, (seconds, peak, found) in zip(names, measured, strict=True):
        print(
            f"{name:<16}{seconds:>9.1f}{size / seconds:>8.1f}{peak:>10.0f}"
            f"{parser / seconds:>11.2f}{reader / seconds:>12.2f}   {found}"
        )


def in_a_process(what: Callable[[Path], str], path: Path) -> tuple[float, float, str]:
    """Seconds of work, peak of memory in MB, and result of *what* in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(timed, (what, path))


def timed(what: Callable[[Path], str], path: Path) -> tuple[float, float, str]:
    """Seconds of work, peak of memory in MB, and result of *what* in this process."""
    began = time.process_time()
    found = what(path)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, peak / (1_000 if sys.platform != "darwin" else MEGABYTE), found


def parse(path: Path) -> str:
    """Go through the file with lxml, and let go of each activity."""
    count = 0
    for _, element in etree.iterparse(path, events=("end",), tag="iati-activity"):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return f"{count:,} activities"


def read(path: Path) -> str:
    """Go through all that the reader makes of the file."""
    claims = ties = 0
    for item in read_iati(path, Given()):
        claims += 1
        ties += isinstance(item, Tie)
    return f"{claims:,} items, {ties:,} ties among them"


def load(path: Path) -> str:
    """Load the file into a store of its own."""
    return loading(path, read_iati)


def loading(path: Path, reader: Reader) -> str:
    """Load the file at *path* into a new SQLite store, and say what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        report = load_items(store, reader(path, Given()), file=path.name, form="benchmark")
        store.close()
    if report.problem is not None:
        raise SystemExit(report.problem)
    return f"{report.tally.moved:,} claims, {report.refused_count:,} refused"


def write(path: Path, size: int) -> None:
    """Write an invented file of at least *size* bytes, the same each time."""
    chance = random.Random(1325)
    written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        number = 0
        while written < size:
            number += 1
            written += sum(file.write(line + "\n") for line in activity(number, chance))
        file.write("</iati-activities>\n")


def activity(number: int, chance: random.Random) -> Iterator[str]:
    """The lines of one activity, with the make-up of what donors publish."""
    yield '<iati-activity default-currency="USD" xml:lang="en" humanitarian="0">'
    yield f"<iati-identifier>XX-BENCH-1-{number}</iati-identifier>"
    yield f'<reporting-org ref="XX-BENCH-1" type="10">{narrative("Bench Agency")}</reporting-org>'
    yield f"<title>{said(chance, 6)}{said(chance, 7, 'fr')}</title>"
    yield f'<description type="1">{said(chance, 60)}</description>'
    for role in "1234":
        yield organisation("participating-org", chance, f' role="{role}"')
    yield '<activity-status code="2"/><activity-date type="2" iso-date="2019-03-01"/>'
    yield '<activity-date type="3" iso-date="2026-12-31"/>'
    for country in chance.sample(COUNTRIES, 2):
        yield f'<recipient-country code="{country}" percentage="50"/>'
    for sector in chance.sample(SECTORS, 2):
        yield f'<sector vocabulary="1" code="{sector}" percentage="50"/>'
    yield f'<policy-marker vocabulary="1" code="1" significance="{chance.randrange(3)}"/>'
    yield '<default-aid-type code="C01"/>'
    yield '<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
    yield '<value value-date="2020-01-01">100000</value></budget>'
    for _ in range(chance.randrange(1, 16)):
        yield from transaction(chance)
    for document in range(3):
        yield f'<document-link format="text/html" url="https://example.org/{number}/{document}">'
        yield f'<title>{said(chance, 5)}</title><category code="A02"/></document-link>'
    yield f'<related-activity ref="XX-BENCH-1-{max(1, number // 10)}" type="3"/>'
    for _ in range(2):
        yield from result(chance)
    yield "</iati-activity>"


def transaction(chance: random.Random) -> Iterator[str]:
    """The lines of one transaction."""
    day = f"20{chance.randrange(19, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    kind = chance.choice(("1", "2", "3", "3", "3", "4"))
    yield f'<transaction ref="T{chance.randrange(10**8)}"><transaction-type code="{kind}"/>'
    yield f'<transaction-date iso-date="{day}"/>'
    yield f'<value value-date="{day}">{chance.randrange(10**6)}.50</value>'
    yield f"<description>{said(chance, 8)}</description>"
    yield organisation("provider-org", chance)
    yield organisation("receiver-org", chance)
    yield '<aid-type code="2" vocabulary="2"/></transaction>'


def result(chance: random.Random) -> Iterator[str]:
    """The lines of one result, of which nothing is made."""
    yield f'<result type="1"><title>{said(chance, 8)}</title><indicator measure="1">'
    yield f"<title>{said(chance, 8)}</title><description>{said(chance, 20)}</description>"
    for year in range(2020, 2024):
        yield f'<period><period-start iso-date="{year}-01-01"/>'
        yield f'<period-end iso-date="{year}-12-31"/><target value="10"/>'
        yield '<actual value="9"/></period>'
    yield "</indicator></result>"


def organisation(tag: str, chance: random.Random, more: str = "") -> str:
    """One of two thousand organisations, half of them with a reference."""
    number = int(2_000 * chance.random() ** 2)
    reference = f' ref="XX-REG-{number}"' if number % 2 else ""
    name = f"{WORDS[number % len(WORDS)]} network {number}"
    return f'<{tag}{more}{reference} type="22">{narrative(name)}</{tag}>'


def said(chance: random.Random, length: int, language: str | None = None) -> str:
    """A narrative of so many words."""
    return narrative(" ".join(chance.choices(WORDS, k=length)), language)


def narrative(text: str, language: str | None = None) -> str:
    """A narrative of this text."""
    in_language = f' xml:lang="{language}"' if language else ""
    return f"<narrative{in_language}>{text}</narrative>"


if __name__ == "__main__":
    main()
