"""How fast a long CSV is read and loaded, beside parsing it alone, and how much memory it takes."""

import argparse
import csv
import random
import tempfile
from pathlib import Path

from benchmarks.iati import in_a_process, loading, report
from graph.domain.model import Tie
from ingest.reader import Given
from ingest.workbook.reader import read_csv

WORDS = ("women", "peace", "dialogue", "village", "border", "harvest", "school", "radio", "truce")
KINDS = ("funds", "partners with", "trains", "part of")


def main() -> None:
    """Write a list of connections, and measure in a process each: parsing, reading, loading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000, help="rows (default 500,000)")
    parser.add_argument("--names", type=int, default=20_000, help="names in them (default 20,000)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "connections.csv"
        write(path, asked.rows, asked.names)
        measured = [in_a_process(what, path) for what in (parse, read, load)]
        report(path, f"{asked.rows:,} connections", measured)


def parse(path: Path) -> str:
    """Go through the rows with the csv module alone."""
    with path.open(newline="", encoding="utf-8") as file:
        return f"{sum(1 for _ in csv.reader(file)):,} rows"


def read(path: Path) -> str:
    """Go through all that the reader makes of the file."""
    ties = sum(isinstance(item, Tie) for item in read_csv(path, Given()))
    return f"{ties:,} ties"


def load(path: Path) -> str:
    """Load the file into a store of its own."""
    return loading(path, read_csv)


def write(path: Path, rows: int, names: int) -> None:
    """Write so many connections among so many names, the same each time."""
    chance = random.Random(1325)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["From", "To", "Type", "Start", "End", "Amount", "Currency", "Source"])
        for number in range(rows):
            start, end = chance.sample(range(names), 2)
            year = chance.randrange(2000, 2024)
            writer.writerow(
                [
                    *(f"{WORDS[one % len(WORDS)]} network {one}" for one in (start, end)),
                    *(chance.choice(KINDS), year, year + 2),
                    *(("", "") if number % 2 else (chance.randrange(10**6), "USD")),
                    f"report {number}, page {chance.randrange(90)}",
                ]
            )


if __name__ == "__main__":
    main()
