"""What an export says of itself, for formats that hold no more than a text."""

from collections.abc import Iterator

from visualise.exports.rows import Export
from visualise.exports.texts import source_text


def about(export: Export) -> Iterator[str]:
    """What an export says of itself, line by line: its title, its label, its sources."""
    yield export.title
    yield f"TLP:{export.label.text}"
    yield f"Revision {export.view.revision}"
    for source in export.sources:
        yield f"Source {source_text(source)}"
