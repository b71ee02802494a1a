"""A mapping that loads a file as it is, when its columns are of the usual kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import yaml

from ingest.inspecting.columns import Column
from ingest.inspecting.fields import Fields, Yaml, said
from ingest.inspecting.looking import GENERAL, Inspection, TableSeen
from ingest.inspecting.usual import Usual, others, usual
from ingest.mapping.rows import folded
from ingest.words import fold, known
from ingest.workbook.posts import person_end

_BODY = "body"
_PERSON = "person"
# Others of which a row rather speaks than of its own entity, so that dates and money are theirs.
_ABOUT = ("funder", "event", "project")
# Kinds that are no body and have keys of their own.
_APART = ("event", "project")
#: Words by which a heading says that it is about the beginning of a body itself.
_BORN = ("found", "establish", "crea", "cria", "fund", "nais")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A table of the usual kind."""

    table: TableSeen
    usual: Usual


@dataclass(slots=True, kw_only=True)
class _Proposal:
    """What is proposed for one file."""

    found: Sequence[_Found]
    notes: list[str] = field(default_factory=list)

    @property
    def lists(self) -> list[_Found]:
        return [one for one in self.found if one.usual.shape == "elements"]

    @property
    def keyed(self) -> bool:
        """Whether each list has a column of keys, and nobody is named by others than by these."""
        return bool(self.lists) and all(
            "id" in one.usual.columns and not one.usual.others and _is_key(one)
            for one in self.lists
        )

    def table(self, found: _Found) -> Yaml:
        """What is made of one table."""
        fields = Fields(columns=found.usual.columns)
        ways = {"elements": self._list, "people": _people, "connections": self._connections}
        made = ways[found.usual.shape](found, fields)
        self.notes += fields.notes
        return made

    def _list(self, found: _Found, fields: Fields) -> Yaml:
        columns, named = found.usual.columns, found.usual.others
        about = next((name for name in _ABOUT if name in named), None)
        born = fold(columns["since"].heading if "since" in columns else "").split()
        dated = about is None or any(word.startswith(_BORN) for word in born)
        body: Yaml = {"kind": _kind(columns.get("type"), "organisation")}
        if self.keyed:
            body["key"] = said(columns["id"])
        body |= {"name": said(columns["label"]), **fields.of_entity(dated=dated)}
        entities: Yaml = {_BODY: body}
        ties = []
        for name, column in named.items():
            entities[name] = self._other(name, column, fields)
            ties.append(_tie(name))
        if "parent" in columns:
            entities |= self._parent(columns["parent"], ties)
        kept = body
        if about:
            # What a row says of money and dates, it says of this tie.
            kept = ties[list(named).index(about)]
            kept |= fields.of_tie(dated=not dated)
        kept["keep"] = "rest"
        return {"entities": entities, **({"ties": ties} if ties else {})}

    def _other(self, name: str, column: Column, fields: Fields) -> Yaml:
        apart = {} if name in _APART else {"among": _BODY}
        return {**apart, "kind": others()[name].kind, "name": fields.several(column)}

    def _parent(self, column: Column, ties: list[Yaml]) -> Yaml:
        """The body that the row's own is part of, which is an entity itself where it has no key."""
        tie: Yaml = {"kind": "part_of", "from": _BODY, "to": "parent"}
        ties.append(tie)
        if not self.keyed:
            return {"parent": {"among": _BODY, "kind": "organisation", "name": said(column)}}
        tie["to"] = {"among": _BODY, self._by(column): said(column)}
        return {}

    def _connections(self, found: _Found, fields: Fields) -> Yaml:
        columns = found.usual.columns
        tie: Yaml = {"kind": _kind(columns.get("type"), "linked_to"), "from": "from", "to": "to"}
        ends = {
            "from": said(columns["from"]),
            "to": said(columns["to"], split=_targets(columns["to"])),
        }
        entities: Yaml = {}
        if self.lists:
            for end, value in ends.items():
                tie[end] = {"among": _BODY, self._by(columns[end]): value}
        else:
            entities = {
                end: {"among": _BODY, "kind": _kind_at(end, columns.get("type")), "name": value}
                for end, value in ends.items()
            }
        if "direction" in columns:
            tie["direction"] = said(columns["direction"])
        tie |= fields.of_tie(dated=True)
        if "label" in columns:
            label = said(columns["label"])
            tie["role"] = [tie["role"], label] if "role" in tie else label
        return {**({"entities": entities} if entities else {}), "ties": [{**tie, "keep": "rest"}]}

    def _by(self, column: Column) -> str:
        """Whether what stands in *column* are the keys of entities or their names."""
        if not self.keyed:
            return "name"
        names = {folded(v) for one in self.lists for v in one.usual.columns["label"].values}
        keys = {value for one in self.lists for value in one.usual.columns["id"].values}
        said_names = sum(folded(value) in names for value in column.values)
        return "name" if said_names > sum(value in keys for value in column.values) else "key"

    def head(self, name: str) -> Iterator[str]:
        """What stands above the mapping."""
        own = " ".join(PurePath(name).name.split())
        yield f"A mapping for {own}, as it would be read; change what is wrong."
        if any(one.usual.doubtful for one in self.found):
            yield "The rows may be people or organisations. Here they are people, who are AMBER."
            yield "If they are organisations, take what stands at the end instead."
        yield "It is TLP:AMBER, as every file of your own; a line such as"
        yield "  source: {label: GREEN}  above the rest opens it to more readers."
        yield from (note if note.isprintable() else ascii(note) for note in self.notes)


def _people(found: _Found, fields: Fields) -> Yaml:
    """What is made of a list of people: each of them, of their organisations, as what."""
    columns = found.usual.columns
    # Who is of no known kind in a list of people is a person: that is the closed way to read it.
    kind: str | Yaml = said(columns["type"], otherwise=_PERSON) if found.usual.declared else _PERSON
    person = {
        "kind": kind,
        "name": _name_of_person(columns),
        **fields.of_entity(dated=False),
        "keep": "rest",
    }
    if "organisation" not in columns:
        return {"entities": {_PERSON: person}}
    body = {
        "among": _BODY,
        "kind": _kind(columns.get("org_type"), "organisation"),
        "name": fields.several(columns["organisation"]),
    }
    tie = {"kind": "affiliated_with", "from": _PERSON, "to": _BODY, **fields.of_tie(dated=True)}
    return {"entities": {_PERSON: person, _BODY: body}, "ties": [tie]}


def _name_of_person(columns: Mapping[str, Column]) -> str | Yaml:
    """The name of a person, of which one part may stand under a plain *Name*."""
    first, label, last = (columns.get(code) for code in ("first", "label", "last"))
    if label and (first is None) is (last is None):
        return said(label)
    parts = [one for one in (first, label, last) if one]
    if len(parts) == 1 or any(isinstance(said(one), dict) for one in parts):
        return said(parts[-1])
    return " ".join(str(said(one)) for one in parts)


def _is_key(found: _Found) -> bool:
    column, name = found.usual.columns["id"], found.usual.columns["label"]
    return column.different and column.filled == found.table.seen.rows == name.filled


def propose(inspection: Inspection) -> str | None:
    """
    The text of a mapping for the file that was looked at.

    None if no table of it has a column that is usually a name, or two that are ends.
    None, too, if it is of a format that has a reader of its own.
    """
    if inspection.reader and inspection.reader.name not in GENERAL:
        return None
    found = _found(inspection)
    if not found:
        return None
    text = _written(inspection, found)
    if any(one.usual.doubtful for one in found):
        other = _written(inspection, _found(inspection, of_people=False))
        lines = (line for line in other.splitlines() if not line.startswith("#"))
        text += "\n# If the rows are organisations:\n" + "".join(f"# {line}\n" for line in lines)
    return text


def _found(inspection: Inspection, *, of_people: bool = True) -> list[_Found]:
    """The tables of the usual kind."""
    return [
        _Found(table=table, usual=one)
        for table in inspection.tables
        if (one := usual(_own(table), _prefix(table), of_people=of_people))
    ]


def _written(inspection: Inspection, found: list[_Found]) -> str:
    """The mapping of the tables *found*, with what is to be known above it."""
    proposal = _Proposal(found=found)
    if any(one.table.at.encoding for one in found):
        proposal.notes.append("The file is not UTF-8: see whether accents come out right.")
    tables = [{**_at(one.table), **proposal.table(one)} for one in found]
    body = tables[0] if len(tables) == 1 else {"tables": tables}
    head = "".join(f"# {line}\n" for line in proposal.head(inspection.name))
    return head + yaml.dump(
        body, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )


class _Plain(yaml.SafeDumper):
    """Writes everything out: a reference would not be followed."""

    def ignore_aliases(self, data: object) -> bool:
        """Whether *data* is written out each time."""
        del data
        return True


def _own(table: TableSeen) -> list[Column]:
    """The columns of a table that are its own, and not those of the object that it is a list in."""
    return [column for column in table.seen.columns if column.heading.startswith(_prefix(table))]


def _prefix(table: TableSeen) -> str:
    return f"{table.at.each}." if table.at.each else ""


def _at(table: TableSeen) -> Yaml:
    at = table.at
    found = {"sheet": at.sheet, "encoding": at.encoding, "headings": at.headings, "each": at.each}
    return {key: value for key, value in found.items() if value}


def _kind(column: Column | None, otherwise: str) -> str | Yaml:
    return otherwise if column is None else said(column, otherwise=otherwise)


def _kind_at(end: str, column: Column | None) -> str | Yaml:
    """The kind of whoever stands at an end: who knows somebody, or holds a post, is a person."""
    values = tuple(column.values) if column else ()
    persons = [v for v in values if known("ties", v) == "knows" or person_end(v) == end]
    if column is None or not persons:
        return "organisation"
    # A word such as *funds* is one for kinds of entity as well, and says nothing of its ends.
    words = dict.fromkeys((v for v in values if known("kinds", v)), "organisation")
    return said(
        column, words={**words, **dict.fromkeys(persons, "person")}, otherwise="organisation"
    )


def _targets(column: Column) -> str:
    return "|" if any("|" in value for value in column.values) else ""


def _tie(name: str) -> Yaml:
    kind = others()[name].tie
    ends = (name, _BODY) if kind.startswith("-") else (_BODY, name)
    return {"kind": kind.removeprefix("-"), "from": ends[0], "to": ends[1]}
