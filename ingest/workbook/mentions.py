"""What connections say, without meaning to, of the elements at their ends."""

from dataclasses import dataclass, field

from graph.domain.labels import Label
from graph.domain.model import Entity
from graph.domain.vocabulary import UNKNOWN_KIND
from ingest.errors import ReadError
from ingest.words import known
from ingest.workbook.connections import targets_of
from ingest.workbook.register import same
from ingest.workbook.tables import Record

#: The kind of tie that joins persons.
_ACQUAINTANCE = "knows"
_PERSON = "person"


@dataclass(slots=True, kw_only=True)
class _Mention:
    name: str
    label: Label
    kind: str


@dataclass(slots=True, kw_only=True)
class Mentions:
    """
    The names at the ends of connections, for workbooks that list no elements.

    An element that is only mentioned is as open as the most open connection that
    mentions it, and whoever knows somebody is taken for a person.
    """

    _by_name: dict[str, _Mention] = field(default_factory=dict)

    def note(self, record: Record) -> None:
        """Note the ends of *record*, unless it does not say how open it is."""
        try:
            label = record.read("tlp", Label.parse) or Label.CLEAR
        except ReadError:
            return
        word = record.text("type") or ""
        kind = _PERSON if known("ties", word) == _ACQUAINTANCE else UNKNOWN_KIND
        for name in (record.text("from") or "", *targets_of(record)):
            key = same(name)
            mention = self._by_name.get(key)
            if mention is None:
                mention = self._by_name[key] = _Mention(name=name, label=label, kind=kind)
            # Not the first spelling, but the same one in whatever order the rows are.
            mention.name = min(mention.name, name)
            mention.label = min(mention.label, label)
            if kind == _PERSON:
                mention.kind = kind

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
            label=mention.label or None,
        )
