"""What connections say, without meaning to, of the elements at their ends."""

from dataclasses import dataclass, field

from graph.domain.labels import Label
from graph.domain.model import Entity
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.errors import ReadError
from ingest.words import known
from ingest.workbook.connections import targets_of
from ingest.workbook.posts import person_end
from ingest.workbook.register import same
from ingest.workbook.tables import Record

#: The kind of tie that joins persons, and sometimes organisations.
_ACQUAINTANCE = "knows"
_PERSON = "person"


@dataclass(slots=True, kw_only=True)
class _Mention:
    """
    Somebody who is mentioned: as open as the most open connection that does so.

    `holds` a post, as some connection says, or `employs` who holds one; `knows` somebody;
    there is `more` when another connection says something else.
    """

    name: str
    label: Label
    holds: bool = False
    employs: bool = False
    knows: bool = False
    more: bool = False

    @property
    def kind(self) -> str:
        only_knows = self.knows and not self.more
        return _PERSON if self.holds or only_knows else UNKNOWN_KIND

    @property
    def default(self) -> Label:
        """The label where no connection gives one: AMBER for who may be a person."""
        return Label.AMBER if self.knows and not self.employs else Label.CLEAR


@dataclass(slots=True, kw_only=True)
class Mentions:
    """
    The names at the ends of connections, for workbooks that list no elements.

    Who is said to hold a post is a person. Who knows somebody is one as well, unless
    other connections say something else of them: organisations know each other, too.
    Then nobody said what they are, and they are as closed as persons.
    """

    _by_name: dict[str, _Mention] = field(default_factory=dict)

    def note(self, record: Record) -> None:
        """Note the ends of *record*, unless it does not say how open it is."""
        try:
            label = record.read("tlp", Label.parse) or Label.CLEAR
        except ReadError:
            return
        word = record.text("type") or ""
        person, knows = _person_end(record, word), known("ties", word) == _ACQUAINTANCE
        ends = {"from": (record.text("from") or "",), "to": targets_of(record)}
        for end, name in ((end, name) for end, names in ends.items() for name in names):
            mention = self._by_name.setdefault(same(name), _Mention(name=name, label=label))
            # Not the first spelling, but the same one in whatever order the rows are.
            mention.name = min(mention.name, name)
            mention.label = min(mention.label, label)
            mention.holds = mention.holds or end == person
            mention.employs = mention.employs or (person is not None and end != person)
            mention.knows = mention.knows or knows
            mention.more = mention.more or not knows

    def kind(self, name: str) -> str:
        """The kind of the element that is mentioned as *name*."""
        return self._by_name[same(name)].kind

    def entity(self, name: str, *, id: str, source: str) -> Entity:
        """The entity that is mentioned as *name*, under this id."""
        mention = self._by_name[same(name)]
        return Entity(
            id=id,
            source=source,
            kind=mention.kind,
            name=mention.name,
            label=max(mention.label, mention.default) or None,
        )


def _person_end(record: Record, word: str) -> str | None:
    """Which end of a connection is a person, as its word and its direction say."""
    end = person_end(word)
    if known("directions", record.text("direction") or "") == "reversed":
        return {"from": "to", "to": "from"}.get(end or "")
    return end
