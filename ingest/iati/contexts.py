"""The sectors, tags and regions of its own that a file names, gathered over all its activities."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.domain.model import Entity


@dataclass(slots=True)
class _Known:
    """What a file says of one sector, tag or region."""

    kind: str
    identifier: str | None
    themed: bool = False
    names: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)


class Contexts:
    """
    Sectors, tags and regions by the key that their vocabulary and code make.

    >>> contexts = Contexts("s")
    >>> contexts.met("sector:99:A1", "sector", ["Seeds"])
    's/sector:99:A1'
    >>> [entity.name for entity in contexts.entities()]
    ['Seeds']
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, _Known] = {}

    def met(
        self,
        key: str,
        kind: str,
        names: list[str],
        identifier: str | None = None,
        *,
        themed: bool = False,
    ) -> str:
        """
        The id of the context with this *key*, which is called by these *names* here.

        *themed* says that it stands for themes of ours.
        """
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Known(kind, identifier)
        known.themed |= themed
        known.names[names[0]] += 1
        known.others.update(names[1:])
        return f"{self._source}/{key}"

    @property
    def unthemed(self) -> int:
        """How many sectors and tags stand for no theme of ours."""
        return sum(known.kind == "sector" and not known.themed for known in self._known.values())

    def entities(self) -> Iterator[Entity]:
        """Every context met, under the name it is given most often."""
        for key, known in sorted(self._known.items()):
            name = min(known.names, key=lambda text: (-known.names[text], text))
            yield Entity(
                id=f"{self._source}/{key}",
                source=self._source,
                kind=known.kind,
                name=name,
                aliases=tuple(sorted({*known.names, *known.others} - {name})),
                identifiers=(known.identifier,) if known.identifier else (),
            )
