"""IATI files written for a test, and what the reader makes of them."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from graph.domain.model import Entity, Source, Tie
from ingest.iati.reader import read_iati
from ingest.reader import Given, Held, Item, Refused

GIVEN = Given(source="s")

REPORTER = '<reporting-org ref="XM-DAC-7" type="10"><narrative>Reporter</narrative></reporting-org>'
PARTICIPANT = '<participating-org role="2" ref="XM-DAC-7"/>'
DATES = '<activity-date type="2" iso-date="2020-01-01"/>'
#: What a transaction must have, and the date and value of most here.
MONEY = '<transaction-date iso-date="2021-05-06"/><value value-date="2021-05-06">1000</value>'


@dataclass(kw_only=True)
class Read:
    """What a reader yielded, by sort."""

    items: list[Item]
    sources: list[Source] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str) -> list[Tie]:
        """Its ties of one kind."""
        return [tie for tie in self.ties if tie.kind == kind]

    def named(self, name: str) -> Entity:
        """Its one entity of this name."""
        (found,) = (entity for entity in self.entities.values() if entity.name == name)
        return found

    def problems(self) -> list[str]:
        """Its faults, each as `line: problem`."""
        return [f"{refused.place.line}: {refused.problem}" for refused in self.refused]


def reading(path: Path, given: Given = GIVEN) -> Read:
    """Read the file at *path* to its end."""
    read = Read(items=list(read_iati(path, given)))
    for item in read.items:
        match item:
            case Source():
                read.sources.append(item)
            case Entity():
                assert item.id not in read.entities
                read.entities[item.id] = item
            case Tie():
                read.ties.append(item)
            case Refused():
                read.refused.append(item)
            case Held():
                read.held[item.what] += item.count
            case _:
                raise AssertionError(item)
    return read


def activity(
    rest: str = "",
    *,
    identifier: str = "XM-DAC-7-A",
    title: str = "Peace huts",
    reporter: str = REPORTER,
    participants: str = PARTICIPANT,
    dates: str = DATES,
    attributes: str = 'default-currency="EUR" xml:lang="en"',
) -> str:
    """A valid activity, with the *rest* of its children at the end."""
    return f"""<iati-activity {attributes}>
<iati-identifier>{identifier}</iati-identifier>
{reporter}
<title><narrative>{title}</narrative></title>
<description><narrative>Women talk.</narrative></description>
{participants}
<activity-status code="2"/>
{dates}
{rest}
</iati-activity>
"""


def document(*activities: str, attributes: str = 'version="2.03"') -> str:
    """A file of these activities; the first begins on its third line."""
    inside = "".join(activities)
    return f'<?xml version="1.0"?>\n<iati-activities {attributes}>\n{inside}</iati-activities>'


def read_text(folder: Path, text: str, name: str = "file.xml") -> Read:
    """Read a file of this text, put into *folder*."""
    path = folder / name
    path.write_text(text, "utf-8")
    return reading(path)


def read_activity(folder: Path, *rest: str, **said: str) -> Read:
    """Read a file of one activity that has the *rest* at its end."""
    return read_text(folder, document(activity("\n".join(rest), **said)))
