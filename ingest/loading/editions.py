"""A source that is loaded again: what it keeps of what an earlier load said of it."""

from dataclasses import dataclass, replace
from typing import Any

from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Source

#: The fields that stay when a later load does not give them, beside the label.
LASTING = ("title", "publisher", "licence", "link", "published", "retrieved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """
    A source as a load leaves it.

    `kept` are the fields that an earlier load gave and this one did not; `before` is the
    label that the source had, None if the store did not hold it. It is `elsewhere` if the
    earlier file was at another place, and only their names are the same.
    """

    source: Source
    kept: tuple[str, ...] = ()
    before: Label | None = None
    elsewhere: bool = False


def edition(new: Source, old: Source | None, *, lower_label: bool = False) -> Edition:
    """
    Put together what a load says of a source and what the store holds of it.

    What the steward gave at an earlier load stays until the steward gives it anew. What a
    file said of itself stays until a newer file says it anew. The label never falls
    unless *lower_label* says so.

    Raises:
        ClaimError: The steward gave a lower label, and did not say that it is meant.
    """
    if old is None:
        return Edition(source=new)
    values = {name: _value(name, new, old) for name in LASTING}
    values["label"] = _label(new, old, lower_label=lower_label)
    kept = tuple(name for name, value in values.items() if value != getattr(new, name))
    values["stated"] = tuple(sorted({*old.stated, *new.stated}))
    values["origin"] = new.origin or old.origin
    return Edition(
        source=replace(new, **values),
        kept=kept,
        before=old.label,
        elsewhere=None not in (new.origin, old.origin) and new.origin != old.origin,
    )


def _value(name: str, new: Source, old: Source) -> Any:  # noqa: ANN401 - as the field has it
    found, known = getattr(new, name), getattr(old, name)
    if name in new.stated or (found is not None and name not in old.stated):
        return found
    return known


def _label(new: Source, old: Source, *, lower_label: bool) -> Label:
    if lower_label:
        return new.label
    if "label" not in new.stated:
        return old.label if "label" in old.stated else max(old.label, new.label)
    if new.label < old.label:
        raise ClaimError(
            f"the source {new.id!r} is TLP:{old.label.text}; TLP:{new.label.text} would open it to "
            "more readers; if that is meant, load it with --lower-label"
        )
    return new.label
