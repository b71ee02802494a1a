"""The keys that each section of a mapping may have, as `keys.yaml` says."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml

from graph.domain.errors import ClaimError
from ingest.decoding.yaml_nodes import Fields, Items, Node, Text
from ingest.errors import Place, ReadError
from ingest.words import shown

T = TypeVar("T")

_FILE = "keys.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key: what sort of thing it takes, one or `several`, what it means, an example."""

    takes: str
    means: str
    needed: bool = False
    several: bool = False
    example: object = None


@cache
def sections() -> Mapping[str, Mapping[str, Key]]:
    """The keys by section and name."""
    text = files("ingest.mapping").joinpath(_FILE).read_text("utf-8")
    rows = yaml.safe_load(text)
    return {
        section: {name: Key(**row) for name, row in keys.items()} for section, keys in rows.items()
    }


def checked(node: Node, *names: str) -> Fields:
    """
    The same node, when it holds keys of the sections *names* and no others.

    Raises:
        ReadError: It is no such thing, has a key that is not known, or lacks one.
    """
    return of_keys(node, {key: told for name in names for key, told in sections()[name].items()})


def of_keys(node: Node, known: Mapping[str, Key]) -> Fields:
    """
    The same node, when it holds the keys that are *known* and no others.

    Raises:
        ReadError: It is no such thing, has a key that is not known, or lacks one.
    """
    if not isinstance(node, Fields):
        raise ReadError(f"write keys here, such as {', '.join(list(known)[:4])}", node.place)
    for key, place in node.keys.items():
        if key not in known:
            raise ReadError(f"{shown(key)} is no key of this section; {_near(key, known)}", place)
    for key, told in known.items():
        if told.needed and key not in node.fields:
            raise ReadError(f"the key {key!r} is missing: {told.means}", node.place)
    return node


def _near(key: str, known: Mapping[str, Key]) -> str:
    near = get_close_matches(key[:40], known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def text_of(node: Node) -> str:
    """The text that *node* is; ReadError if it is none, or is blank."""
    if not isinstance(node, Text):
        raise ReadError("write a text here", node.place)
    if not (node.text or "").strip():
        raise ReadError("there is nothing here; write a text, or take out the key", node.place)
    return (node.text or "").strip()


def texts_of(node: Node) -> tuple[tuple[Place, str], ...]:
    """The text that *node* is, or those in the list that it is, each with its place."""
    if isinstance(node, Items):
        return tuple((item.place, text_of(item)) for item in node.items)
    return ((node.place, text_of(node)),)


def number_of(node: Node) -> int:
    """The whole number from 1 that *node* is."""
    text = text_of(node)
    if not re.fullmatch(r"[1-9]\d{0,6}", text, re.ASCII):
        raise ReadError(f"{shown(text)} is no row; write a whole number from 1", node.place)
    return int(text)


def choice_of(node: Node, choices: Collection[str]) -> str:
    """The text that *node* is, one of *choices*."""
    text = text_of(node)
    if text.lower() not in choices:
        raise ReadError(f"{shown(text)} is none of {', '.join(choices)}", node.place)
    return text.lower()


def read_as(place: Place, meaning: Callable[[str], T], text: str) -> T:
    """What *text* means; a ReadError at *place* when it means nothing."""
    try:
        return meaning(text)
    except ClaimError as error:
        raise ReadError(str(error), place) from error
