"""The sources of a plan, numbered as they are first cited."""

import re
from collections.abc import Iterable, Iterator

from graph.answers.answer import Because
from graph.domain.model import Source
from visualise.plans.markup import Inner, Markup, tag

Key = tuple[tuple[str, ...], str]

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")


class Citations:
    """Numbers what reasons rest on: a source, and what it cites in turn."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.id: source for source in sources}
        self._numbers: dict[Key, int] = {}

    def marks(self, reasons: Iterable[Because]) -> Markup:
        """Where *reasons* come from, as numbers that lead to the list."""
        found = {self._number(key) for reason in reasons for key in _keys(reason)}
        links = (tag("a", str(number), href=f"#source-{number}") for number in sorted(found))
        inner = [part for link in links for part in (", ", link)][1:]
        return tag("span", "[", inner, "]", class_="cited") if inner else Markup("")

    def reason(self, reason: Because) -> Inner:
        """A reason in words, with where it comes from."""
        return reason.words, " ", self.marks([reason])

    def listing(self) -> Iterator[Markup]:
        """All that was cited so far, in the order of its numbers."""
        for (names, cited), number in self._numbers.items():
            yield tag("li", self._entry(names, cited), id=f"source-{number}", value=number)

    @property
    def one(self) -> str | None:
        """The title of the source through which all is known, if it is one."""
        names = {name for names, _ in self._numbers for name in names}
        return self._sources[next(iter(names))].title if len(names) == 1 else None

    def __len__(self) -> int:
        return len(self._numbers)

    def _number(self, key: Key) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _entry(self, names: tuple[str, ...], cited: str) -> Inner:
        sources = [self._sources[name] for name in names]
        if cited:
            through = "; ".join(map(_words, sources))
            known = (" – ", tag("span", "known through ", through, class_="quiet"))
            return linked(cited), "" if self.one is not None else known
        told = ([_words(one), (". ", linked(one.link)) if one.link else ""] for one in sources)
        return [part for each in told for part in ("; ", each)][1:]


def _words(source: Source) -> str:
    return source.title if source.publisher is None else f"{source.title}, {source.publisher}"


def linked(text: str) -> Inner:
    """*text*, where web addresses can be followed."""
    parts: list[Inner] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        parts += [text[end : found.start()], tag("a", found[0], href=found[0], rel="noreferrer")]
        end = found.end()
    return [*parts, text[end:]]


def _keys(reason: Because) -> Iterator[Key]:
    """What a reason cites; it does not say which of its sources cites it."""
    if reason.sources:
        yield from ((reason.sources, cited) for cited in reason.cited or ("",))
