"""Read flows of humanitarian money: the CSV of OCHA's Financial Tracking Service (FTS)."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from graph.domain.errors import ClaimError
from ingest.decoding.beginning import Beginning
from ingest.decoding.headed_rows import HeadedRow, headed_rows
from ingest.fts.flows import Ends, counted, day_of, dollars, flow_of, ids_of, money_ties, number_of
from ingest.fts.joins import Joins
from ingest.fts.objects import Flow, Objects
from ingest.reader import Given, Held, Item, keeping
from ingest.refusals import Refusals

_NEEDED = ("id", "amountUSD", "flowType")
_SAID = Given(
    title="Financial Tracking Service: flows",
    publisher="United Nations Office for the Coordination of Humanitarian Affairs",
    link="https://fts.unocha.org",
)


def fits(beginning: Beginning) -> bool:
    """Whether the file is a table with the headings of flows."""
    first = beginning.text.partition("\n")[0]
    needed = (*_NEEDED, "destinationObjects_")
    return beginning.is_table and all(heading in first for heading in needed)


def read_fts(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the flows at *path*, each as a dated tie of money.

    What the money is for makes ties of its own, told once for all flows at the end: who
    works on which cluster and the themes that it stands for, where, from when until when.

    The amounts of new flows add up to what was given: of money that is parked only
    the remainder is counted, and what is passed on or carried over is told apart, since
    it was counted when it came in. The file is read twice, first for what was passed on.

    Raises:
        ReadError: A heading is missing, or the file cannot be read on.
    """
    yield (source := given.source_of(path, _SAID))
    file = _File(
        source=source.id,
        objects=Objects(source=source.id),
        joins=Joins(source=source.id),
        passed=_passed_on(path),
    )
    for row in headed_rows(path, _NEEDED):
        yield from keeping((*row.faults, *file.add(row)), ids_of(row, source.id))
    yield from file.joins.ties()
    if file.joins.unthemed:
        yield Held(what="clusters that stand for no theme", count=len(file.joins.unthemed))
    yield from file.sums()


def _passed_on(path: Path) -> dict[str, Decimal]:
    """What of each flow was passed on by others in the file, by the number of the flow."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in headed_rows(path, _NEEDED):
        if "parentFlowId" in row.cells:
            with suppress(ClaimError):
                found[row.cells["parentFlowId"]] += dollars(row.cells.get("amountUSD", ""))
    return found


@dataclass(slots=True, kw_only=True)
class _File:
    """The flows of one file: which were met, what they prove, and what they add up to."""

    source: str
    objects: Objects
    passed: dict[str, Decimal]
    joins: Joins
    _seen: dict[str, int] = field(default_factory=dict)
    _given: Decimal = Decimal(0)
    _again: Decimal = Decimal(0)

    def add(self, row: HeadedRow) -> Iterator[Item]:
        """What one row says, or why it says nothing."""
        yield Held(what="flows")
        refusals = Refusals()
        try:
            made = list(self._claims(row, refusals))
        except ClaimError as error:
            made = [row.refused(str(error))]
        # Whoever was met is there, even where the flow cannot be kept.
        yield from self.objects.fresh
        yield from made
        yield from refusals.found
        yield from (row.refused(*fault) for fault in self.objects.faults)
        self.objects.fresh.clear()
        self.objects.faults.clear()

    def _claims(self, row: HeadedRow, refusals: Refusals) -> Iterator[Item]:
        number = number_of(row)
        if number in self._seen:
            raise ClaimError(f"flow {number} is in row {self._seen[number]} already")
        ends = Ends.of(row, self.objects)
        known = refusals.attempt(lambda: flow_of(row), row.place("flowType"))
        flow = known or Flow(new=False)
        passed = self.passed.get(number, Decimal(0))
        amount = refusals.attempt(lambda: counted(row, flow, passed), row.place("amountUSD"))
        day = refusals.attempt(lambda: day_of(row), row.place("date"))
        paid = amount, day
        ties = list(money_ties(row, flow, ends, paid, refusals=refusals, source=self.source))
        self._seen[number] = row.number
        if known is not None:
            self._count(known, amount)
        self.joins.add(row, day, ends, self.objects)
        yield from ties
        what = "of an unknown type" if known is None else flow.role or "standard"
        yield Held(what=f"flows that are {what}")

    def _count(self, flow: Flow, amount: Decimal | None) -> None:
        if flow.new:
            self._given += amount or 0
        else:
            self._again += amount or 0

    def sums(self) -> Iterator[Held]:
        """How much was given, and how much of it was told again, in whole dollars."""
        for what, sum_ in (
            ("US dollars given", self._given),
            ("US dollars passed on or carried over, not counted again", self._again),
        ):
            if sum_:
                yield Held(what=what, count=int(sum_.to_integral_value()))
