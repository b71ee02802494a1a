"""What a file says of an entity in other lines: its addresses, its sanctions, its papers."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ingest.ftm.things import Thing, things
from ingest.reader import Refused

#: The schemata whose lines belong to an entity in another line.
ATTACHED = ("Address", "Sanction", "Identification", "Passport", "Position")
_PARTS = ("street", "street2", "postOfficeBox", "postalCode", "city", "state", "region", "country")


@dataclass(slots=True, kw_only=True)
class Attached:
    """
    What lines say of entities in other lines, found in a first pass.

    It holds addresses, sanctions, papers and positions, the ids of those that a watch
    list names, and the last line on each id of a delta file; no entities.
    """

    addresses: dict[str, str] = field(default_factory=dict)
    sanctions: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    papers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    positions: dict[str, Thing] = field(default_factory=dict)
    watched: set[str] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> "Attached":
        """What the file at *path* holds of such lines."""
        found = cls()
        for thing in things(path):
            if not isinstance(thing, Refused):
                found._note(thing)
        return found

    def _note(self, thing: Thing) -> None:
        if thing.op is not None:
            self.last[thing.id] = thing.record.line
        if thing.is_watched:
            self.watched.add(thing.id)
        if thing.schema == "Address":
            self.addresses[thing.id] = _address(thing)
        elif thing.schema == "Position":
            self.positions[thing.id] = thing
        else:
            self._note_owner(thing)

    def _note_owner(self, thing: Thing) -> None:
        """Note what belongs to the entities that it names."""
        if thing.schema == "Sanction":
            for name in thing.all("entity"):
                self.sanctions[name].append(thing)
                self.watched.add(name)
        elif thing.schema in ATTACHED:
            for name in thing.all("holder"):
                self.papers[name].append(_paper(thing))


def _address(thing: Thing) -> str:
    """An address in one line."""
    whole = thing.values.get("full") or thing.values.get("name") or ()
    parts = (value for name in _PARTS for value in thing.values.get(name, ())[:1])
    return whole[0] if whole else ", ".join(parts) or thing.caption or ""


def _paper(thing: Thing) -> str:
    """A passport or another paper in words."""
    said = (f"{name} {'; '.join(values)}" for name, values in thing.values.items() if values)
    words = ", ".join(text for text in said if not text.startswith("holder "))
    return f"{thing.schema}: {words}"
