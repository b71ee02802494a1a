"""From memberships, parents, attendance and votes to ties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import Tie, key_of
from graph.domain.texts import check_name
from ingest.decoding.json_document import text_of
from ingest.popolo.entities import rest
from ingest.popolo.records import Record
from ingest.reader import Refused
from ingest.words import fold

#: How a vote counts for what is voted on; others only took part.
_OPTIONS = {
    **dict.fromkeys(("yes", "aye", "for", "yea", "in favour", "in favor"), "supports"),
    **dict.fromkeys(("no", "nay", "against", "noe"), "opposes"),
}
#: Roles that say no more than that somebody is a member.
_PLAIN = ("", "member")
_USED = {
    *("id", "member", "person", "person_id", "organization", "organization_id", "post", "post_id"),
    *("on_behalf_of", "on_behalf_of_id", "area", "area_id", "role", "label", "start_date"),
    *("end_date", "contact_details", "sources", "memberships"),
}


#: What of an event of votes becomes fields and ties of ours.
_OF_VOTES = {
    *("id", "organization", "organization_id", "motion", "motion_id", "votes", "result"),
    *("start_date", "legislative_session", "legislative_session_id"),
}


@dataclass(slots=True, kw_only=True)
class Ends:
    """
    Ids of the records of one file, and those that others only name.

    `named` is who is spoken of, by id in the network, with the sort and the id in the file.
    """

    source: str
    places: Mapping[str, str]
    posts: Mapping[str, Record]
    named: dict[str, tuple[str, str]] = field(default_factory=dict)

    def of(self, sort: str, name: str) -> str:
        """
        The id in the network of the record of that *sort* and id.

        Raises:
            ClaimError: It is no id that anybody could have meant.
        """
        if sort == "area" and name in self.places:
            return self.places[name]
        found = f"{self.source}/{sort}:{name}"
        check_name(sort, found)
        self.named.setdefault(found, (sort, name))
        return found


def membership_ties(record: Record, ends: Ends, faults: list[Refused]) -> Iterator[Tie]:
    """
    The ties of a membership: with the organisation, and with that on whose behalf it is.

    A role other than *member* is an affiliation: it may be an employee's.

    Raises:
        ClaimError: Somebody or something is not named in it.
    """
    member, post = _member(record, ends), ends.posts.get(record.other("post") or "")
    organization = record.other("organization") or (post.other("organization") if post else None)
    if member is None or organization is None:
        raise ClaimError(f"it names no {'organization' if member else 'member'}")
    since, until = span_of(record, faults)
    role = record.text("role") or (post and (post.text("role") or post.text("label")))
    person = "/person:" in member
    kind = "affiliated_with" if person and fold(role or "") not in _PLAIN else "member_of"
    # A label without a role says the role.
    said = role or record.text("label")
    extra = [(n, v) for n in ("label",) if (v := record.text(n)) and v != said]
    extra += [("post", post.text("label") or post.id)] if post else []
    if area := record.other("area"):
        extra.append(("area", area))
    yield Tie(
        id=f"{ends.source}/membership:{record.id}",
        source=ends.source,
        kind=kind,
        start=member,
        end=ends.of("organization", organization),
        since=since,
        until=until,
        role=said,
        cited=_cited(record),
        cited_on=record.updated,
        extra=(*extra, *rest(record.values, _USED)),
    )
    behalf = record.other("on_behalf_of")
    if behalf and behalf != organization:
        end = ends.of("organization", behalf)
        yield from_to(ends, "member_of", member, end, since=since, until=until)


def _member(record: Record, ends: Ends) -> str | None:
    """Who is the member: a person, or what `member` says."""
    if person := record.other("person"):
        return ends.of("person", person)
    member = record.values.get("member")
    name = text_of(member.get("id")) if isinstance(member, dict) else record.other("member")
    sort = text_of(member.get("@type")) if isinstance(member, dict) else None
    if name is None:
        return None
    return ends.of("person" if fold(sort or "organization") == "person" else "organization", name)


def record_ties(record: Record, ends: Ends) -> Iterator[Tie]:
    """What a person, organisation, area or event has to do with others."""
    own = ends.of(record.sort, record.id)
    parent, area = record.other("parent"), record.other("area")
    if parent:
        yield from_to(ends, "part_of", own, ends.of(record.sort, parent))
    if area:
        yield from_to(ends, "active_in", own, ends.of("area", area))
    if record.sort == "event":
        if organization := record.other("organization"):
            yield from_to(ends, "convened", ends.of("organization", organization), own)
        for one in record.rows("attendees"):
            if name := text_of(one.get("id")):
                yield from_to(ends, "took_part_in", ends.of("person", name), own)


def motion_ties(record: Record, ends: Ends, faults: list[Refused]) -> Iterator[Tie]:
    """Who moved a motion, and which body decided on it."""
    day, _ = span_of(record, faults, "date")
    own = ends.of("motion", record.id)
    if creator := record.other("creator"):
        start = ends.of("person", creator)
        yield from_to(ends, "supports", start, own, since=day, until=day, role="moved it")
    yield from _decision(record, ends, own, day)
    yield from _session(record, ends, own)


def vote_ties(record: Record, ends: Ends, faults: list[Refused]) -> Iterator[Tie]:
    """How everybody voted, on the motion or, where none is named, on what the event is."""
    day, _ = span_of(record, faults)
    motion = record.other("motion")
    own = ends.of("motion", motion) if motion else ends.of("vote_event", record.id)
    # Where the event is no entity, what is said of it is said of the decision.
    extra = tuple(rest(record.values, _OF_VOTES)) if motion else ()
    yield from _decision(record, ends, own, day, extra)
    yield from _session(record, ends, own)
    if motion and not record.other("organization"):
        yield from_to(ends, "part_of", ends.of("vote_event", record.id), own)
    for number, vote in enumerate(record.rows("votes"), start=1):
        voter = vote.get("voter")
        name = (
            text_of(voter.get("id")) if isinstance(voter, dict) else text_of(vote.get("voter_id"))
        )
        option = text_of(vote.get("option")) or "an option that is not said"
        if name is None:
            faults.append(record.refused(f"vote {number} has no voter", "votes"))
            continue
        used = {"voter", "voter_id", "option"}
        yield from_to(
            ends,
            _OPTIONS.get(fold(option), "voted_on"),
            ends.of("person", name),
            own,
            since=day,
            until=day,
            role=f"voted {option}",
            extra=tuple(rest(vote, used)),
        )


def _decision(
    record: Record,
    ends: Ends,
    own: str,
    day: PartialDate | None,
    extra: tuple[tuple[str, str], ...] = (),
) -> Iterator[Tie]:
    """What the body that was called on made of it."""
    if organization := record.other("organization"):
        start, result = ends.of("organization", organization), record.text("result")
        said = {"since": day, "until": day, "role": result, "extra": extra}
        yield from_to(ends, "voted_on", start, own, **said)


def _session(record: Record, ends: Ends, own: str) -> Iterator[Tie]:
    if session := record.other("legislative_session"):
        yield from_to(ends, "part_of", own, ends.of("event", session))


def span_of(
    record: Record, faults: list[Refused], *names: str
) -> tuple[PartialDate | None, PartialDate | None]:
    """When it began and ended, by the dates called *names*; an impossible date is refused."""
    found: list[PartialDate | None] = []
    for name in names or ("start_date", "end_date"):
        try:
            found.append(record.date(name))
        except ClaimError as error:
            faults.append(record.refused(str(error), name))
            found.append(None)
    since, until = found[0], found[-1]
    if since and until and until.last < since.first:
        faults.append(record.refused(f"it ends ({until}) before it begins ({since})"))
        until = None
    return since, until


def _cited(record: Record) -> str | None:
    return next((text for one in record.rows("sources") if (text := text_of(one.get("url")))), None)


def from_to(ends: Ends, kind: str, start: str, end: str, /, **said: Any) -> Tie:  # noqa: ANN401
    """A tie that has no id in the file."""
    key = key_of(kind, start, end, *(f"{k}={v}" for k, v in sorted(said.items())))
    return Tie(
        id=f"{ends.source}/{kind}:{key}",
        source=ends.source,
        kind=kind,
        start=start,
        end=end,
        **said,
    )
