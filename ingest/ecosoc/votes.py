"""Roll-call votes of the Committee: what each state's vote was for the organisation concerned."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import Entity, Tie, key_of
from ingest.countries import country_of
from ingest.ecosoc.motions import UNKNOWN, Motion, motion
from ingest.ecosoc.papers import Paper, Record
from ingest.reader import Held, Item, Refused
from ingest.words import fold

#: The words of the papers for each way to vote, folded, and what they become.
VOTES = {
    "in favor": "voted in favour",
    "in favour": "voted in favour",
    "against": "voted against",
    "abstaining": "abstained",
    "abstained": "abstained",
    "abstent": "abstained",
    "absent": "was absent",
}
#: The longest topic of a vote; a longer text is a report.
LONGEST_TOPIC = 2_000
_SIGNS = {"voted in favour": 1, "voted against": -1}
_KINDS = {1: "supports", -1: "opposes"}


@dataclass(slots=True)
class Vote:
    """One vote: the row that says what it was on, and the rows of the states."""

    first: Record
    states: dict[str, tuple[Record, str]] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """What was voted on, in the paper's words."""
        return " ".join(self.first.cells["vote topic"].split())

    @property
    def outcome(self) -> str:
        """What came of it, in the paper's words."""
        return " ".join(self.first.cells.get("vote outcome", "").split())


class Votes:
    """The votes of one sheet, each held until the next begins."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._vote: Vote | None = None
        self._seen: Counter[str] = Counter()

    def add(self, record: Record) -> Iterator[Item]:
        """Take in a row; yields what the vote before it was, if it begins one."""
        if "vote topic" in record.cells and not self._goes_on(record):
            yield from self.end()
            self._vote = Vote(first=record)
        if self._vote is None:
            yield record.refused("no vote has begun above this row", "vote topic")
        elif refused := self._cast(self._vote, record):
            yield refused

    def _goes_on(self, record: Record) -> bool:
        """Whether a row that names a topic only says again what the rows above it say."""
        vote = self._vote
        state = country_of(record.cells.get("country", ""))
        return (
            vote is not None
            and record.cells["vote topic"] == vote.first.cells["vote topic"]
            and record.cells.get("session number") == vote.first.cells.get("session number")
            and state not in vote.states
        )

    def _cast(self, vote: Vote, record: Record) -> Refused | None:
        state = country_of(record.cells.get("country", ""))
        said = record.cells.get("country vote", "")
        how = VOTES.get(fold(said))
        if state is None:
            return record.refused(f"{record.cells.get('country', '')!r} is no country", "country")
        if how is None:
            return record.refused(
                f"{said!r} is no vote; write in favor, against, abstaining or absent",
                "country vote",
            )
        if state in vote.states:
            first = vote.states[state][0].number
            return record.refused(f"this state votes in row {first} already", "country")
        vote.states[state] = (record, how)
        return None

    def end(self) -> Iterator[Item]:
        """Yield the vote that was being read."""
        if self._vote is not None:
            vote, self._vote = self._vote, None
            yield Held(what="votes")
            try:
                yield from self._said(vote)
            except ClaimError as error:
                yield vote.first.refused(f"none of this vote was kept: {error}", "vote topic")

    def _said(self, vote: Vote) -> Iterator[Item]:
        if len(vote.topic) > LONGEST_TOPIC:
            raise ClaimError(f"the topic has more than {LONGEST_TOPIC:,} characters")
        session = self._paper.session(vote.first)
        tally = Counter(how for _, how in vote.states.values())
        found = motion(
            vote.topic,
            fold(vote.outcome),
            ayes=tally["voted in favour"],
            noes=tally["voted against"],
        )
        if found.doubt:
            problem = f"the votes are kept, but not taken for or against {found.name}"
            yield vote.first.refused(f"{found.doubt}: {problem}", "vote outcome")
        if found.effect == UNKNOWN:
            yield Held(what="votes neither for nor against an organisation")
        key = key_of(fold(vote.topic), session)
        self._seen[key] += 1
        key = key if self._seen[key] == 1 else f"{key}-{self._seen[key]}"
        end = f"{self._paper.source}/motion:{key}"
        if found.name is not None:
            end, _ = self._paper.organisations.met(found.name)
        else:
            yield Entity(
                id=end,
                source=self._paper.source,
                kind="instrument",
                name=vote.topic,
                since=session,
                cited=self._paper.cited(session),
                cited_on=session,
            )
        for state in vote.states:
            yield self._tie(vote, state, found, key=key, end=end, session=session)

    def _tie(
        self, vote: Vote, state: str, found: Motion, *, key: str, end: str, session: PartialDate
    ) -> Tie:
        how = vote.states[state][1]
        sign = found.effect * _SIGNS.get(how, 0)
        extra = (("vote on", vote.topic), ("outcome", vote.outcome))
        return Tie(
            id=f"{self._paper.source}/vote:{key} {state}",
            source=self._paper.source,
            kind=_KINDS.get(sign, "voted_on"),
            start=state,
            end=end,
            since=session,
            until=session,
            role=how,
            cited=self._paper.cited(session),
            cited_on=session,
            extra=tuple(pair for pair in extra if pair[1]),
        )
