"""The Economic and Social Council and its Committee, to which organisations apply."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.domain.identity import identifier
from graph.domain.model import Entity, Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """The two bodies, as the source called `source` names them."""

    source: str

    @property
    def council(self) -> str:
        """The id of the Council, with which organisations hold consultative status."""
        return f"{self.source}/council"

    @property
    def committee(self) -> str:
        """The id of the Committee, to which they apply for it."""
        return f"{self.source}/committee"

    def claims(self) -> Iterator[Entity | Tie]:
        """Both, and that one is part of the other."""
        yield Entity(
            id=self.council,
            source=self.source,
            kind="un_entity",
            name="United Nations Economic and Social Council",
            aliases=("ECOSOC",),
            identifiers=(identifier("wikidata", "Q170075"),),
            level="global",
        )
        yield Entity(
            id=self.committee,
            source=self.source,
            kind="un_entity",
            name="United Nations Committee on Non-Governmental Organizations",
            aliases=("Committee on NGOs", "NGO Committee"),
            identifiers=(identifier("ecosoc", "Committee on NGOs"),),
            level="global",
        )
        yield Tie(
            id=f"{self.committee} part_of council",
            source=self.source,
            kind="part_of",
            start=self.committee,
            end=self.council,
        )
