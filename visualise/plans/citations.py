"""The sources of a plan, numbered as they are first cited."""

import re
from collections.abc import Iterable, Iterator

from graph.answers.answer import Because
from graph.model import Source
from visualise.plans.markup import Inner, Markup, tag

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")


class Citations:
    """Numbers what reasons rest on: a source, and what it cites in turn."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.id: source for source in sources}
        self._numbers: dict[tuple[str, str], int] = {}

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
        for (name, cited), number in self._numbers.items():
            yield tag("li", self._entry(name, cited), id=f"source-{number}", value=number)

    @property
    def one(self) -> str | None:
        """The title of the source through which all is known, if it is one."""
        names = {name for name, _ in self._numbers}
        return self._sources[next(iter(names))].title if len(names) == 1 else None

    def __len__(self) -> int:
        return len(self._numbers)

    def _number(self, key: tuple[str, str]) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _entry(self, name: str, cited: str) -> Inner:
        source = self._sources[name]
        words = source.title if source.publisher is None else f"{source.title}, {source.publisher}"
        if cited:
            through = (" – ", tag("span", "known through ", words, class_="quiet"))
            return linked(cited), "" if self.one is not None else through
        return words, (". ", linked(source.link)) if source.link else ""


def linked(text: str) -> Inner:
    """*text*, where web addresses can be followed."""
    parts: list[Inner] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        parts += [text[end : found.start()], tag("a", found[0], href=found[0], rel="noreferrer")]
        end = found.end()
    return [*parts, text[end:]]


def _keys(reason: Because) -> Iterator[tuple[str, str]]:
    """What a reason cites; of several sources the first is taken to cite it."""
    for at, name in enumerate(reason.sources):
        yield from ((name, cited) for cited in (reason.cited if at == 0 else ()) or ("",))
