"""What the network is made of: sources, the entities and ties they claim, and judgements."""

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter

import orjson

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.texts import check_name, check_text, is_text
from graph.domain.vocabulary import misfit_of, vocabulary

_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_CURRENCY = re.compile(r"[A-Z]{3}")
#: The most digits before or after the point of an amount.
MOST_DIGITS = 24
WHOLE = 100
#: Ids that every source may tie to: the vocabulary and the places of the world.
SHARED_PREFIXES = ("theme:", "country:", "region:")
#: The fields, beside single ones of `extra`, that may be more closed than their claim.
CLOSABLE = ("summary", "link", "cited", "role", "earmarking", "extra")
#: What stands before the name of a single one of `extra`.
EXTRA = "extra:"
#: The source of those shared entities, in every store from its first use.
VOCABULARY_SOURCE = "vocabulary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """
    Where claims come from; nothing of it is visible below its label.

    `published` is the date of the source itself. `retrieved` says when it was read,
    and so only that it was still there: it dates no claim.

    Two fields are for later loads only, and no View holds them. `stated` are the names of
    the fields that its steward gave, as apart from what the file said. `origin` is a key of
    the place of the file, if the id is only the file's name.
    """

    id: str
    title: str
    publisher: str | None = None
    licence: str | None = None
    link: str | None = None
    published: PartialDate | None = None
    retrieved: PartialDate | None = None
    label: Label = Label.CLEAR
    stated: tuple[str, ...] = ()
    origin: str | None = None

    def __post_init__(self) -> None:
        if not _SOURCE_ID.fullmatch(self.id):
            raise ClaimError(
                f"source id {self.id!r}: use small letters, digits, '.', '_' and '-' only"
            )
        where = f"source {self.id!r}"
        check_name("source", self.id)
        check_text(where, title=self.title, publisher=self.publisher)
        check_text(where, licence=self.licence, link=self.link)
        if not self.title.strip():
            raise ClaimError(f"source {self.id!r} needs a title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A way to reach somebody; AMBER unless the source says otherwise."""

    kind: str
    value: str
    label: Label = Label.AMBER

    def __post_init__(self) -> None:
        check_text("a contact", kind=self.kind, value=self.value)
        if not self.value.strip():
            raise ClaimError(f"a contact of kind {self.kind!r} needs a value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """
    One source's claim that a stakeholder or a context exists.

    The id starts with the source's id and a slash. `label` None means that the
    source says nothing: then persons are AMBER and all else as the source is.
    `cited` is what stands behind the claim, in the source's words, and `cited_on` the
    date of that document or record. `extra` keeps what the source says beyond our
    fields, as (name, value) pairs. `closed` has the fields that are more closed than the
    entity: pairs of a name in `CLOSABLE`, or `extra:` and a name in `extra`, and a label.
    """

    id: str
    source: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    level: str | None = None
    summary: str | None = None
    link: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    contacts: tuple[Contact, ...] = ()
    label: Label | None = None
    cited: str | None = None
    cited_on: PartialDate | None = None
    extra: tuple[tuple[str, str], ...] = ()
    closed: tuple[tuple[str, Label], ...] = ()

    def __post_init__(self) -> None:
        _check_id(self)
        words = vocabulary()
        words.kind(self.kind)
        if self.level is not None:
            with _at("level"):
                words.level(self.level)
        if not self.name.strip():
            raise ClaimError(f"entity {self.id!r} needs a name")
        _check_texts(self, name=self.name, summary=self.summary, link=self.link, cited=self.cited)
        for alias in self.aliases:
            with _at("aliases", alias):
                _check_texts(self, alias=alias)
        _check_extra(self)
        _check_closed(self)
        _check_span(self)
        for name in self.identifiers:
            _check_identifier(self, name)

    @property
    def own_label(self) -> Label:
        """Its label before its source's is taken into account."""
        if self.label is not None:
            return self.label
        return vocabulary().kind(self.kind).default_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """
    One source's claim that two entities are joined, from `start` to `end`.

    Both ends are entities of the same source, or shared ones (`theme:`, `country:`,
    `region:`). Two sources that make the same claim are two ties. `share` is a
    percentage, `currency` three letters of ISO 4217, `marker` the gender equality
    marker (0 not targeted, 1 significant, 2 principal). A tie without dates holds
    at every date; see `graph.domain.dates`. `cited_on` is the date of the document or record
    that stands behind the claim. `closed` is as in an entity.
    """

    id: str
    source: str
    kind: str
    start: str
    end: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    role: str | None = None
    track: str | None = None
    weight: float = 1.0
    share: float | None = None
    amount: Decimal | None = None
    currency: str | None = None
    earmarking: str | None = None
    marker: int | None = None
    label: Label | None = None
    cited: str | None = None
    cited_on: PartialDate | None = None
    extra: tuple[tuple[str, str], ...] = ()
    closed: tuple[tuple[str, Label], ...] = ()

    def __post_init__(self) -> None:
        _check_id(self)
        self._check_ends()
        if self.track is not None:
            with _at("track"):
                vocabulary().track(self.track)
        if self.role or self.cited or self.earmarking:
            _check_texts(self, role=self.role, cited=self.cited, earmarking=self.earmarking)
        if self.extra:
            _check_extra(self)
        if self.closed:
            _check_closed(self)
        if self.since is not self.until:
            _check_span(self)
        # NaN differs from all, and 0 is a marker.
        if self.weight != 1 or self.share is not None or self.marker:
            self._check_numbers()
        if self.amount is not None or self.currency is not None:
            self._check_money()

    def _check_ends(self) -> None:
        start, end, own = self.start, self.end, f"{self.source}/"
        if start == end:
            raise ClaimError(f"{_where(self)}: {start!r} cannot be tied to itself")
        if start.startswith(own) and end.startswith(own):
            misfit_of(self.kind, None, None)
            return
        for name in (start, end):
            if not name.startswith((own, *SHARED_PREFIXES)):
                raise ClaimError(f"{_where(self)}: end {name!r} is not of source {self.source!r}")
        if misfit := misfit_of(self.kind, shared_kind(start), shared_kind(end)):
            raise ClaimError(f"{_where(self)} from {start!r} to {end!r}: {misfit}")

    def _check_numbers(self) -> None:
        # Written so that NaN, which compares false with everything, is refused.
        if not 0 <= self.weight < math.inf:
            problem = f"weight {self.weight} is not a number from 0 up"
            raise ClaimError(f"{_where(self)}: {problem}", field="weight")
        if self.share is not None and not 0 <= self.share <= WHOLE:
            problem = f"share {self.share} is not between 0 and {WHOLE}"
            raise ClaimError(f"{_where(self)}: {problem}", field="share")
        if self.marker not in (None, 0, 1, 2):
            problem = f"gender marker {self.marker} is not 0, 1 or 2"
            raise ClaimError(f"{_where(self)}: {problem}", field="marker")

    def _check_money(self) -> None:
        if self.amount is None or self.currency is None:
            alone = "currency" if self.amount is None else "amount"
            problem = "an amount needs a currency, and a currency an amount"
            raise ClaimError(f"{_where(self)}: {problem}", field=alone)
        if not _is_currency(self.currency):
            problem = f"currency {self.currency!r} is not three capital letters (ISO 4217)"
            raise ClaimError(f"{_where(self)}: {problem}", field="currency")
        if not _is_money(self.amount):
            problem = f"amount {self.amount} is no amount of money"
            raise ClaimError(f"{_where(self)}: {problem}", field="amount")

    @property
    def own_label(self) -> Label:
        """Its label before its source's and its ends' are taken into account."""
        return Label.CLEAR if self.label is None else self.label


VERDICTS = ("same", "different", "unsure")
#: How rules sign, and people do not.
RULE = "rule:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """
    Somebody's, or some rule's, verdict on whether two entities are one.

    The pair is kept in order, so that (a, b) and (b, a) are one judgement. Rules
    sign as `rule:…`, people by any other name. It is seen by whoever may see both
    entities and its own label.
    """

    left: str
    right: str
    verdict: str
    author: str
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    at: PartialDate | None = None
    label: Label = Label.CLEAR

    def __post_init__(self) -> None:
        where = f"judgement on {self.left!r} and {self.right!r}"
        if self.verdict not in VERDICTS:
            raise ClaimError(f"{where}: {self.verdict!r} is no verdict; use {', '.join(VERDICTS)}")
        if self.left == self.right:
            raise ClaimError(f"{self.left!r} needs no judgement against itself")
        for name in (self.left, self.right):
            check_name(where, name)
        if not self.author.strip():
            raise ClaimError(f"{where}: it needs an author")
        check_text(where, author=self.author)
        for reason in self.reasons:
            check_text(where, reason=reason)
        if not 0 <= self.score <= 1:
            raise ClaimError(f"{where}: score {self.score} is not between 0 and 1")
        if self.left > self.right:
            left, right = self.right, self.left
            object.__setattr__(self, "left", left)
            object.__setattr__(self, "right", right)

    @property
    def id(self) -> str:
        """What tells it from other judgements: the pair and the author."""
        # Ids may hold spaces; the lengths say where each ends.
        return f"{self.left} {self.right} {self.author} {len(self.left)}:{len(self.right)}"

    @property
    def by_rule(self) -> bool:
        """Whether a rule made it, so that the next load may make it anew."""
        return self.author.startswith(RULE)


Claim = Source | Entity | Tie | Judgement


def key_of(*parts: object) -> str:
    """A short key that is the same for the same parts: 16 hexadecimal digits."""
    text = "\x1f".join(["" if part is None else str(part) for part in parts])
    # The name of a file may not be UTF-8.
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def record(claim: Claim) -> bytes:
    """The whole claim as JSON, without what it leaves open; the same claim, the same bytes."""
    names, values = _FIELDS[type(claim)]
    named = zip(names, values(claim), strict=True)
    kept = {name: value for name, value in named if value is not None and value != ()}
    return orjson.dumps(kept, default=_plain, option=orjson.OPT_PASSTHROUGH_DATACLASS)


def shared_kind(name: str) -> str | None:
    """The kind of the shared context called *name*; None for ids of a source's own."""
    return name.partition(":")[0] if name.startswith(SHARED_PREFIXES) else None


def _fields(kind: type[Claim]) -> tuple[tuple[str, ...], Callable[[Claim], tuple[object, ...]]]:
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


_FIELDS = {kind: _fields(kind) for kind in (Source, Entity, Tie, Judgement)}


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Contact):
        return {"kind": value.kind, "value": value.value, "label": value.label}
    return str(value)


def _where(claim: Entity | Tie) -> str:
    return f"{type(claim).__name__.lower()} {claim.id!r}"


def _check_id(claim: Entity | Tie) -> None:
    name, own = claim.id, f"{claim.source}/"
    what = "tie" if isinstance(claim, Tie) else "entity"
    shared = claim.source == VOCABULARY_SOURCE and name.startswith(SHARED_PREFIXES)
    if not shared and (name == own or not name.startswith(own)):
        raise ClaimError(f"{what} id {name!r} does not start with its source's id, {own!r}")
    check_name(what, name)


def _check_texts(claim: Entity | Tie, **texts: str | None) -> None:
    # Nothing is wrong with any if nothing is wrong with all of them in one.
    if not is_text("".join(filter(None, texts.values()))):
        check_text(_where(claim), **texts)


def _check_extra(claim: Entity | Tie) -> None:
    if is_text("".join(map("".join, claim.extra))):
        return
    for pair in claim.extra:
        with _at("extra", pair):
            check_text(_where(claim), heading=pair[0], extra=pair[1])


def _check_closed(claim: Entity | Tie) -> None:
    for name, _ in claim.closed:
        if name not in CLOSABLE and not name.startswith(EXTRA):
            raise ClaimError(f"{_where(claim)}: {name!r} cannot be closed alone", field="closed")
        check_text(_where(claim), closed=name)


def _check_identifier(claim: Entity, name: str) -> None:
    scheme, colon, value = name.partition(":")
    with _at("identifiers", name):
        if not colon or identifier(scheme, value) != name:
            raise ClaimError(f"{_where(claim)}: identifier {name!r} is not in its written form")
        check_name(_where(claim), name)


@contextmanager
def _at(field: str, member: object = None) -> Iterator[None]:
    """Say of what is refused here in which field, and in which member of it, it stands."""
    try:
        yield
    except ClaimError as error:
        raise ClaimError(str(error), field=field, member=member) from error


def _check_span(claim: Entity | Tie) -> None:
    since, until = claim.since, claim.until
    if since is not None and until is not None and until.last < since.first:
        problem = f"it ends ({until}) before it begins ({since})"
        raise ClaimError(f"{_where(claim)}: {problem}", field="until")


@lru_cache(maxsize=1_000)
def _is_currency(text: str) -> bool:
    return _CURRENCY.fullmatch(text) is not None


def _is_money(amount: Decimal) -> bool:
    """Whether it can be spelled out: 1E+999999999 is short to write, and then a gigabyte."""
    return (
        amount.is_finite()
        and abs(amount.adjusted()) <= MOST_DIGITS
        and (len(str(amount)) <= MOST_DIGITS or len(amount.as_tuple().digits) <= 2 * MOST_DIGITS)
    )
