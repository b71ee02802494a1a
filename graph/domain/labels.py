"""How far a claim may travel: the Traffic Light Protocol 2.0."""

from enum import IntEnum

from graph.domain.errors import ClaimError


class Label(IntEnum):
    """
    A label of the Traffic Light Protocol 2.0, ordered from open to closed.

    A reader cleared for a label sees what carries that label or a lower one.
    Reference: FIRST, Traffic Light Protocol 2.0, 2022.

    >>> Label.parse("tlp:amber+strict") > Label.AMBER
    True
    """

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def text(self) -> str:
        """The label as the protocol writes it, without the prefix `TLP:`."""
        return self.name.replace("_", "+")

    @classmethod
    def parse(cls, text: str) -> "Label":
        """
        Read a label, with or without `TLP:`, in any case; WHITE is CLEAR's older name.

        Raises:
            ClaimError: The text names no label.
        """
        name = text.strip().upper().removeprefix("TLP:").strip().replace("+", "_")
        name = "CLEAR" if name == "WHITE" else name
        if name not in cls.__members__:
            known = ", ".join(label.text for label in cls)
            raise ClaimError(f"{text!r} is no label; use one of {known}")
        return cls[name]
