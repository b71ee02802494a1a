"""What every command of the command line is given: the settings, and the network they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import click

from api.documents.keeping import PREFIX, found
from api.documents.reading import Q, asked, read_document
from api.networks.what_if import WhatIf, what_if
from api.settings import Settings
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.measures.supposition import Supposition
from graph.stores.base import Store
from graph.stores.opening import open_store
from graph.views.building import build
from graph.views.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The settings, with what the options before the command changed."""

    settings: Settings

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store that was named, closed when the command is done."""
        opened = open_store(self.settings.store, self.settings.access)
        try:
            yield opened
        finally:
            opened.close()

    def view(self, clearance: Label, as_of: date) -> View:
        """The network as *clearance* may see it."""
        with self.store() as store:
            tell_left_out(store, clearance)
            return build(store.claims(clearance), as_of)

    def saved(self, clearance: Label) -> list[Saved]:
        """Every version of every saved question that *clearance* may see."""
        with self.store() as store:
            return store.saved(clearance)

    def question(self, address: str, sort: type[Q], clearance: Label) -> tuple[Q, Label]:
        """
        What the document at *address* asks, and the label that it carries if it is saved.

        Args:
            address: A file, - for standard input, or `saved:NAME`.

            sort: What it has to be.

            clearance: What may be seen of what is saved.
        """
        if not address.startswith(PREFIX):
            return asked(read_document(address), sort, address), Label.CLEAR
        kept = found(self.saved(clearance), address)
        return asked(kept.question, sort, address), kept.saved.label

    def what_if(self, clearance: Label, as_of: date, supposition: Supposition) -> WhatIf:
        """The same as it would be if *supposition* held."""
        return what_if(self.view(clearance, as_of), supposition)


def tell_left_out(store: Store, clearance: Label) -> int:
    """
    Say on standard error how many sources *clearance* leaves out, if any; return how many.

    For the command line alone, whose user can read the whole store anyway.
    """
    closed = [source.label for source in store.sources(Label.RED) if source.label > clearance]
    if closed:
        what = "1 source is" if len(closed) == 1 else f"{len(closed):,} sources are"
        click.echo(
            f"{what} left out, closed to TLP:{clearance.text}; "
            f"--clearance {max(closed).text} would show all",
            err=True,
        )
    return len(closed)
