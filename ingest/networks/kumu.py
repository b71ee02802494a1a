"""Read maps of Kumu: its simple JSON, which remote links serve, and the export of a project."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from graph.domain.labels import Label
from ingest.decoding.beginning import Beginning
from ingest.decoding.json_document import (
    Value,
    document,
    fault_of,
    no_numbers,
    objects,
    text_of,
    values_of,
)
from ingest.errors import Place, ReadError
from ingest.networks.header import said_in
from ingest.networks.parts import Edge, Node, Said
from ingest.networks.reading import read
from ingest.reader import Given, Item
from ingest.words import fold, shown

_BEGINS = re.compile(
    r'"elements"\s*:\s*\[(?!\s*\{\s*"(?:data|group|position|classes)")'
    r'|"(?:defaultMap|defaultPerspective|attributeRelevance)"\s*:'
)
#: What of an element or connection is no attribute of it.
_STRUCTURE = ("id", "_id", "label", "from", "to", "direction", "reversed", "attributes")


def fits(beginning: Beginning) -> bool:
    """Whether it begins as a map of Kumu does."""
    text = beginning.text
    return text.startswith("{") and _BEGINS.search(text) is not None


def read_kumu(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the map of Kumu at *path*.

    Loops, and what its maps and views say of the looks of things, are counted and not
    kept. Attributes that the project keeps private are AMBER here.
    """
    whole = document(path)
    if not isinstance(whole, dict):
        raise ReadError("a map of Kumu is an object with elements", Place(file=path.name))
    project = _Project.of(whole, path)
    said = _said(whole, path, project)
    yield from read(path, given, said, project.nodes, project.edges)


def _said(whole: Mapping[str, Any], path: Path, project: "_Project") -> Said:
    about = text_of(whole.get("description")) or ""
    maps = [one for _, one in objects(whole.get("maps"))]
    placed = [one for sheet in maps for _, one in objects(sheet.get("elements"))]
    there = {text_of(one.get("element")) for one in placed}
    away = sum(1 for key in project.ids if key not in there) if maps else 0
    counted = {
        "maps, whose positions are not kept": len(maps),
        "positions on maps, not kept": len(placed),
        "views, not kept": len(list(objects(whole.get("perspectives")))),
        "loops, not kept": len(list(objects(whole.get("loops")))),
        "elements on no map of the project, its bin among them": away,
    }
    said = said_in(about, path, Counter(counted))
    title = said.source.title or text_of(whole.get("name"))
    return replace(said, source=replace(said.source, title=title))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Project:
    """The elements and connections of a file, and what they can be called."""

    file: str
    elements: list[dict[str, Any]]
    connections: list[dict[str, Any]]
    ids: set[str]
    labels: Counter[str]
    private: set[str]

    @classmethod
    def of(cls, whole: Mapping[str, Any], path: Path) -> "_Project":
        elements = [one for _, one in objects(whole.get("elements"))]
        fields = [one for _, one in objects(whole.get("attributes"))]
        return cls(
            file=path.name,
            elements=elements,
            connections=[one for _, one in objects(whole.get("connections"))],
            ids={key for one in elements if (key := _id(one))},
            labels=Counter(_label(one) or "" for one in elements),
            private={fold(str(one.get("name"))) for one in fields if one.get("private") is True},
        )

    def nodes(self) -> Iterator[Node]:
        """Every element as a node."""
        for number, one in enumerate(self.elements, start=1):
            label, fault = _label(one), fault_of(one)
            yield Node(
                place=self._place("elements", number),
                key=_id(one) or label or f"elements {number}",
                label=label,
                values={} if fault else self._values(one),
                fault=fault or (None if label else "the element has no label; give it one"),
                refused=tuple(no_numbers(one, self._place("elements", number))),
            )

    def _place(self, sheet: str, number: int) -> Place:
        return Place(file=self.file, sheet=sheet, row=number)

    def edges(self) -> Iterator[Edge]:
        """Every connection as an edge."""
        keys = {label: _id(one) for one in self.elements if (label := _label(one))}
        find = partial(self._key, keys=keys)
        for number, one in enumerate(self.connections, start=1):
            fault = fault_of(one)
            (start, first), (end, second) = find(one, "from"), find(one, "to")
            backwards = one.get("reversed") is True
            yield Edge(
                place=self._place("connections", number),
                key=_id(one),
                start=start,
                end=end,
                label=_label(one),
                direction="reversed" if backwards else _direction(one),
                values={} if fault else self._closed(one),
                fault=fault or first or second,
                refused=tuple(no_numbers(one, self._place("connections", number))),
            )

    def _key(
        self, one: Mapping[str, Any], side: str, keys: Mapping[str, str | None]
    ) -> tuple[str, str | None]:
        """The key of the element at one side of a connection, and why there is none."""
        name = text_of(one.get(side))
        if name is None:
            return "", f"the connection has nothing in {side!r}"
        if name in self.ids or name not in keys:
            return name, None
        if self.labels[name] > 1:
            return name, f"several elements are called {shown(name)}; give them ids and use those"
        return keys[name] or name, None

    def _values(self, one: Mapping[str, Any]) -> dict[str, Value]:
        """The attributes of an element, private ones among its contacts."""
        values = _attributes(one)
        private = [name for name in values if fold(name) in self.private]
        closed = [
            f"TLP:AMBER {_escaped(name)}: {text}"
            for name in private
            for text in _texts(values.pop(name))
        ]
        if closed:
            values["contacts"] = (*_texts(values.get("contacts", ())), *closed)
        return values

    def _closed(self, one: Mapping[str, Any]) -> dict[str, Value]:
        """The attributes of a connection, which private ones make AMBER as a whole."""
        values = _attributes(one)
        if any(fold(name) in self.private for name in values):
            values.setdefault("tlp", Label.AMBER.text)
        return values


def _attributes(one: Mapping[str, Any]) -> dict[str, Value]:
    inner = one.get("attributes")
    attributes = dict(inner) if isinstance(inner, dict) else {}
    flat = {name: value for name, value in one.items() if name not in _STRUCTURE}
    attributes.pop("label", None)
    # The export says of every connection whether it is delayed.
    return values_of({**flat, **attributes, "delayed": flat.get("delayed") or None})


def _texts(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace(":", "\\:")


def _id(one: Mapping[str, Any]) -> str | None:
    return text_of(one.get("_id")) or text_of(one.get("id"))


def _label(one: Mapping[str, Any]) -> str | None:
    inner = one.get("attributes")
    within = inner.get("label") if isinstance(inner, dict) else None
    return text_of(one.get("label")) or text_of(within)


def _direction(one: Mapping[str, Any]) -> str | None:
    return text_of(one.get("direction"))
