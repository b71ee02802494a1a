"""How long it takes to look for gaps, by the size of the network: `python -m benchmarks.gaps`."""

import sys
import time
from datetime import date

from benchmarks.networks import network
from graph.answers.gaps.gaps import Gaps, Grid, gaps
from graph.answers.partners.partners import prepare
from graph.domain.labels import Label
from graph.domain.places import shared_claims
from graph.domain.vocabulary import vocabulary
from graph.views.building import build
from graph.views.view import View
from tests.networks import sifted

#: Stakeholders and ties.
SIZES = ((1_000, 5_000), (10_000, 50_000), (100_000, 500_000))
ROUNDS = 15
THEMES, COUNTRIES = 40, 54


def view_of(stakeholders: int, ties: int) -> View:
    """An invented network as its keeper sees it, made ready as the service does."""
    claims = [*shared_claims(), *network(stakeholders, ties)]
    view = build(sifted(claims, Label.RED), date(2026, 11, 21))
    prepare(view)
    return view


def median(view: View, grid: Grid) -> tuple[float, Gaps]:
    """The median processor time of a few rounds, in milliseconds, and the answer."""
    times, answer = [], gaps(view, grid)
    for _ in range(ROUNDS):
        begin = time.process_time()
        answer = gaps(view, grid)
        times.append(1_000 * (time.process_time() - begin))
    return sorted(times)[ROUNDS // 2], answer


def main() -> None:
    """Print the time for the table alone, and with who is nearest to the foremost ten gaps."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1][0]
    themes = tuple(vocabulary().themes)[:THEMES]
    print(f"{THEMES} themes x {COUNTRIES} countries of Africa, median processor time of {ROUNDS}")
    print("stakeholders      ties   cells    gaps     table  and nearest")
    for stakeholders, ties in SIZES:
        if stakeholders > largest:
            continue
        view = view_of(stakeholders, ties)
        grid = Grid(themes=themes, places=("002",), each_country=True, first=0)
        table, answer = median(view, grid)
        told, _ = median(view, Grid(themes=themes, places=("002",), each_country=True))
        lacking = answer.states.size - answer.counts["covered"]
        print(
            f"{stakeholders:>12,} {ties:>9,} {answer.states.size:>7,} {lacking:>7,} "
            f"{table:>6.0f} ms {told:>9.0f} ms"
        )


if __name__ == "__main__":
    main()
