"""The options of commands that suppose what is not true."""

import re
from collections.abc import Callable
from functools import wraps

import click

from graph.domain.errors import NeedError
from graph.domain.vocabulary import vocabulary
from graph.measures.supposition import Bond, Supposition

Command = Callable[..., None]


def bond_of(text: str) -> Bond:
    """
    The tie that *text* says: two ids, and between them a kind of tie by code or label.

    >>> bond_of("list/a partners with list/b")
    Bond(start='list/a', kind='partners_with', end='list/b')

    Raises:
        NeedError: It says none.
    """
    kinds = {name: code for code, kind in vocabulary().ties.items() for name in (code, kind.label)}
    known = "|".join(re.escape(name) for name in sorted(kinds, key=len, reverse=True))
    found = re.fullmatch(rf"\s*(\S.*?)\s+({known})\s+(\S.*?)\s*", text)
    if found is None:
        raise NeedError(
            f"{text!r} says no tie; write two ids and between them a kind, such as "
            "'reference/wanep knows reference/un-women'"
        )
    return Bond(start=found[1], kind=kinds[found[2]], end=found[3])


def ended_of(text: str) -> tuple[str, str]:
    """
    The membership that *text* says: member and body, in the order of a sentence.

    Raises:
        NeedError: It says none.
    """
    bond = bond_of(text)
    if bond.kind != "member_of":
        raise NeedError(
            f"{text!r}: of ties that hold, a membership alone can be taken to have ended"
        )
    return bond.start, bond.end


def supposes(command: Command) -> Command:
    """Give *command* the options that suppose something; it is called with a `supposition`."""

    @wraps(command)
    def called(
        *args: object,
        gone: tuple[str, ...],
        bonds: tuple[str, ...],
        ended: tuple[str, ...],
        **values: object,
    ) -> None:
        supposition = Supposition(
            gone=gone,
            bonds=tuple(bond_of(text) for text in bonds),
            ended=tuple(ended_of(text) for text in ended),
        )
        command(*args, **values, supposition=supposition)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


_OPTIONS = (
    click.option("--without", "gone", multiple=True, metavar="ID", help="What if they were gone?"),
    click.option(
        "--suppose",
        "bonds",
        multiple=True,
        metavar="TIE",
        help="What if this tie were there? Two ids and a kind: 'ID knows ID'.",
    ),
    click.option(
        "--ending",
        "ended",
        multiple=True,
        metavar="TIE",
        help="What if this membership had ended the day before? 'ID member_of ID'.",
    ),
)
