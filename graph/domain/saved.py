"""Questions that are kept in a store under a name: asks, needs, dialogues."""

import re
from dataclasses import dataclass

from graph.domain.errors import NeedError
from graph.domain.labels import Label

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """
    One version of a question under a name: its document as text, its label, when it was saved.

    Each version has a label of its own. Who may not see one is told nothing of it: neither
    its name, nor that it is there, nor a number that counts it.
    """

    name: str
    text: str
    label: Label = Label.CLEAR
    saved: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise NeedError(
                f"{self.name!r} is no name to save under: use small letters, digits, '.', '_' and "
                "'-' only, 80 at most"
            )
