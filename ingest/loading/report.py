"""What a load did, for a person and for a program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.domain.labels import Label
from graph.domain.model import Source
from graph.domain.vocabulary import vocabulary
from graph.stores.base import Counts, Tally
from ingest.reader import Refused

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
#: How many refusals the report in words lists; the one in JSON lists all that are kept.
LISTED = 20
#: How many refusals a report keeps; further ones are counted, so that memory stays bounded.
MOST_REFUSED = 10_000


#: How a load may end, and what that means for what is in the network.
OUTCOMES = {
    "full": "full: everything in the file was kept",
    "partial": "partial: what was refused was not kept; mend it and load the file again",
    "empty": "empty: nothing of the file could be kept; what its source said before stays",
    "failed": "refused, nothing was kept",
    "left_out": "left out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """
    What became of one file.

    `problem` is set when the file could not be read on, and then nothing of it was
    kept; it is `left_out` when nobody named it and no reader is for it. `held` counts
    what the file holds in its own terms; `unlisted` counts the refusals beyond those in
    `refused`. `kept_fields` are the fields of the source that an earlier load gave and this
    one did not; `label_before` is the label that it had, None for a new source. `kept`
    counts the claims of before that stay because `unread` things could not be read.
    """

    file: str
    format: str
    source: Source | None = None
    kept_fields: tuple[str, ...] = ()
    label_before: Label | None = None
    tally: Tally = field(default_factory=Tally)
    held: dict[str, int] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    unlisted: int = 0
    kept: int = 0
    unread: int = 0
    problem: str | None = None
    left_out: bool = False
    rehearsal: bool = False

    @property
    def counts(self) -> Counts:
        """Entities and ties together."""
        return self.tally.of("entities", "ties")

    @property
    def is_lowered(self) -> bool:
        """Whether the load opens the source to more readers than before."""
        before = self.label_before
        return self.source is not None and before is not None and self.source.label < before

    @property
    def outcome(self) -> str:
        """
        How the load ended, one of the keys of `OUTCOMES`.

        `failed` when the file could not be read on, `empty` when nothing of it could be
        kept, `partial` when something was refused, else `full`.
        """
        if self.problem is not None:
            return "left_out" if self.left_out else "failed"
        if not self.counts.kept:
            return "empty"
        return "partial" if self.refused_count else "full"

    @property
    def is_failure(self) -> bool:
        """Whether nothing of a file that was to be loaded is in the network."""
        return self.outcome in ("failed", "empty")

    @property
    def refused_count(self) -> int:
        """How many things of the file did not enter the network."""
        return len(self.refused) + self.unlisted

    def as_json(self) -> dict[str, Any]:
        """The report as other programs read it."""
        counts = self.counts
        return {
            "file": self.file,
            "format": self.format,
            "outcome": self.outcome,
            "source": self.source.id if self.source else None,
            "title": self.source.title if self.source else None,
            "label": self.source.label.text if self.source else None,
            "label_before": None if self.label_before is None else self.label_before.text,
            "kept_fields": list(self.kept_fields),
            "created": counts.created,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "withdrawn": counts.withdrawn,
            "refused": [{"place": str(r.place), "problem": r.problem} for r in self.refused],
            "refused_count": self.refused_count,
            "kept": self.kept,
            "held": self.held,
            "by_noun": {noun: _as_json(rows) for noun, rows in self.tally.by_noun.items()},
            "problem": self.problem,
            "left_out": self.left_out,
            "dry_run": self.rehearsal,
        }

    def in_words(self) -> Iterator[str]:
        """The report as a steward reads it, line by line; nothing in it moves the cursor."""
        for line in self._lines():
            yield _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line)

    def _lines(self) -> Iterator[str]:
        title = f" as “{self.source.title}” ({self.source.id})" if self.source else ""
        yield f"{self.file}: {self.format}{title}"
        if self.problem is not None:
            yield f"  {OUTCOMES[self.outcome]}: {self.problem}"
            return
        yield from self._source()
        yield f"  held       {_listed(self.held)}"
        for noun in ("entities", "ties"):
            yield f"  {noun:<10} {_listed(_as_json(self.tally.of(noun)))}"
        if self.tally.of("judgements").moved:
            yield f"  same as    {_listed(_as_json(self.tally.of('judgements')))} judgements"
        if self.kept:
            what = f"{self.kept:,} of before, because {self.unread:,} could not be read"
            yield f"  kept       {what}; mend these, or withdraw what is kept with --replace"
        yield from self._refusals()
        yield f"  outcome    {OUTCOMES[self.outcome]}"
        if self.rehearsal:
            yield "  this was a rehearsal: nothing was written"

    def _source(self) -> Iterator[str]:
        """The label of the source, how it came by it, and what else an earlier load gave."""
        if self.source is None:
            return
        label = self.source.label
        yield f"  label      TLP:{label.text}: {vocabulary().labels[label.text].definition}"
        if "label" in self.kept_fields:
            yield f"  {'':<10} an earlier load gave this label"
        elif self.label_before not in (None, label):
            how = "lowered" if self.is_lowered else "raised"
            yield f"  {how:<10} from TLP:{self.label_before.text}"
        elif label > Label.CLEAR and "label" not in self.source.stated:
            yield f"  {'':<10} as every file of your own, unless --label or the file says otherwise"
        if others := [name for name in self.kept_fields if name != "label"]:
            yield f"  kept       {', '.join(others)}, as an earlier load gave them"

    def _refusals(self) -> Iterator[str]:
        if self.refused:
            yield f"  refused    {self.refused_count:,}"
        for refusal in self.refused[:LISTED]:
            yield f"    {refusal.place}: {refusal.problem}"
        if self.refused_count > LISTED:
            more = self.refused_count - LISTED
            yield f"    … and {more:,} more; --json lists {len(self.refused):,}"


def _as_json(counts: Counts) -> dict[str, int]:
    return {
        "created": counts.created,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "withdrawn": counts.withdrawn,
    }


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in numbers.items()) or "nothing"
