"""Loading what the command line names into a store, file by file."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from api import standard_input
from api.cli import options
from graph.domain.model import Source
from graph.stores.base import Store
from ingest.errors import LeftOutError, Place, ReadError
from ingest.files import Finder, Found, read_found
from ingest.loading.load import Allowed, load
from ingest.loading.report import FileReport
from ingest.reader import Given, Item


def lowering(report: FileReport) -> str:
    """What the steward is asked before more readers see what a source says."""
    before, source = report.label_before, report.source
    if before is None or source is None:
        return ""
    return (
        f"{report.file}: lower the label of {source.id!r} from TLP:{before.text} to "
        f"TLP:{source.label.text}, for everything that it says?"
    )


def agreed(question: str) -> bool:
    """Whether the person at the terminal says yes."""
    return click.confirm(question, err=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """
    How files are to be read.

    Args:
        given: What the steward says of their source.

        form: The name of their format, when it is not to be told by what is in them.

        mapping: The mapping to read them by.

        rehearsal: Report what would happen, and write nothing.

        allowed: What the steward says is meant.

        agrees: Asks the steward whether a label is to be lowered.
    """

    given: Given
    form: str | None = None
    mapping: Path | None = None
    rehearsal: bool = False
    allowed: Allowed = field(default_factory=Allowed)
    agrees: Callable[[str], bool] = lambda _: True
    _loaded: dict[str, str] = field(default_factory=dict, repr=False)

    def reports(self, store: Store, names: Sequence[str]) -> Iterator[FileReport]:
        """Load the files that *names* stand for, and yield the report of each."""
        with TemporaryDirectory(prefix="tracktwo-") as room:
            finder = Finder(room=Path(room), stdin=standard_input.opened)
            for found in finder.files(names):
                yield self._report(store, found)

    def _report(self, store: Store, found: Found) -> FileReport:
        """Load a file, after a rehearsal that finds out whether there is something to ask."""
        if self.allowed.lower_label and not self.rehearsal:
            tried = self._load(store, found, rehearsal=True)
            if tried.is_lowered and not self.agrees(lowering(tried)):
                problem = "you said no to a lower label"
                return FileReport(file=found.name, format=tried.format, problem=problem)
        return self._load(store, found, rehearsal=self.rehearsal)

    def _load(self, store: Store, found: Found, *, rehearsal: bool) -> FileReport:
        try:
            form, items = read_found(found, self.given, form=self.form, mapping=self.mapping)
        except ReadError as error:
            return FileReport(
                file=found.name,
                format="unknown",
                problem=str(error),
                left_out=isinstance(error, LeftOutError),
                rehearsal=rehearsal,
            )
        with click.progressbar(
            self._of_new_sources(found, items),
            label=f"Loading {Path(found.name).name}",
            file=sys.stderr,
            hidden=not options.is_watched(),
            show_pos=True,
        ) as shown:
            return load(
                store,
                shown,
                file=found.name,
                form=form,
                rehearsal=rehearsal,
                allowed=self.allowed,
            )

    def _of_new_sources(self, found: Found, items: Iterable[Item]) -> Iterator[Item]:
        """
        The same items, unless a file before this one was of the same source.

        Two files of a folder may be called alike; the second would take back what the first said.
        """
        for item in items:
            if isinstance(item, Source):
                first = self._loaded.setdefault(item.id, found.name)
                if first != found.name and not found.asked:
                    problem = f"it is of the source {item.id!r}, and so is {first}"
                    problem += "; load one of them by its name, with an id of its own by --source"
                    raise ReadError(problem, Place(file=found.name))
            yield item
