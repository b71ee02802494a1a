"""The part of a plan about its table: the members, the demands, other tables."""

from collections.abc import Iterator, Sequence

from graph.answers.answer import Because
from graph.answers.coalition.answer import Coalition, Contradiction, Member, Met, Service
from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary
from visualise.plans.citations import Citations
from visualise.plans.markup import Inner, Markup, tag

#: How many reasons are told for each demand, and how many parts of the points.
REASONS = 2


def members(table: Coalition, citations: Citations) -> Markup:
    """The table, a row for each member."""
    heads = ("Seat", "Member", "Why at the table", "If it declines")
    rows = (_member(member, rank, citations) for rank, member in enumerate(table.members, start=1))
    return tag(
        "table",
        tag("caption", "The table proposed", class_="unseen"),
        tag("thead", tag("tr", (tag("th", head, scope="col") for head in heads))),
        tag("tbody", rows),
        class_="members",
    )


def _member(member: Member, rank: int, citations: Citations) -> Markup:
    kind = vocabulary().kinds[member.kind].label
    level = "" if member.level is None else f", {vocabulary().levels[member.level].label}"
    who = tag(
        "th",
        tag("strong", member.name, dir="auto"),
        tag("p", kind, level, label_mark(member.label), class_="quiet"),
        tag("p", f"{member.points:.1f} points", class_="quiet"),
        scope="row",
    )
    seat = tag("td", tag("span", str(rank), class_="rank"))
    why = tag("td", _why(member, citations), _against(member, citations))
    return tag("tr", seat, who, why, tag("td", _without(member)))


def _why(member: Member, citations: Citations) -> Markup:
    if not member.serves:
        strongest = sorted(member.parts, key=lambda part: -part.value)[:REASONS]
        reasons = [reason for part in strongest for reason in part.because[:1]]
        return tag("ul", tag("li", "for its points: ", _reasons(reasons, citations)))
    fit = next((part.because[:1] for part in member.parts if part.because), ())
    first = tag("li", _reasons(fit, citations)) if fit else ""
    return tag("ul", first, (_service(service, citations) for service in member.serves))


def _service(service: Service, citations: Citations) -> Markup:
    because = service.because[:REASONS]
    told = tag("span", " – ", _reasons(because, citations), class_="quiet") if because else ""
    return tag("li", service.words, told)


def _reasons(because: Sequence[Because], citations: Citations) -> list[Inner]:
    parts: list[Inner] = []
    for reason in because:
        parts += ["; ", citations.reason(reason)]
    return parts[1:]


def _against(member: Member, citations: Citations) -> Inner:
    if not member.against:
        return ""
    reasons = _reasons(member.against, citations)
    return tag("p", tag("span", "Against: ", class_="warn"), reasons, class_="against")


def _without(member: Member) -> Inner:
    other = member.stand_in
    if other is None:
        stand_in = tag("p", tag("span", "No stand-in", class_="warn"), " keeps all demands.")
    else:
        loses = f", {other.loses:.1f} points less" if other.loses else ""
        stand_in = tag("p", tag("strong", other.name, dir="auto"), tag("span", loses))
    breaks = [service.words for service in member.breaks if not service.demand.startswith("size")]
    lost = tag("p", "Left empty: ", "; ".join(breaks), class_="quiet") if breaks else ""
    return stand_in, lost


def label_mark(label: Label) -> Inner:
    """The label of one part of the plan, where it is not open to all."""
    return "" if label == Label.CLEAR else (" ", tag("span", f"TLP:{label.text}", class_="label"))


def demands(table: Coalition) -> Markup:
    """Every demand, with what the table has of it and what is to spare."""
    heads = ("What was asked, and what there is of it", "To spare")
    rows = (
        tag(
            "tr",
            tag("td", met.words),
            tag("td", _room(met), class_="number"),
        )
        for met in table.demands
    )
    return tag(
        "table",
        tag("caption", "Demands", class_="unseen"),
        tag("thead", tag("tr", (tag("th", head, scope="col") for head in heads))),
        tag("tbody", rows),
        class_="demands",
    )


def _room(met: Met) -> Inner:
    if met.slack is None:
        return "kept"
    if not met.tight:
        return f"{met.slack:g}"
    # That a table is full is no worry.
    return "nothing" if met.id.startswith("size") else tag("span", "nothing", class_="warn")


def alternatives(table: Coalition) -> Iterator[Markup]:
    """The best other tables: who enters, who leaves, at what price."""
    names = {member.id: member.name for member in table.members}
    for other in table.alternatives:
        called = dict(zip(other.members, other.names, strict=True))
        enter = ", ".join(called[name] for name in other.enters)
        leave = ", ".join(names[name] for name in other.leaves)
        less = table.points - other.points
        yield tag(
            "li",
            tag("span", "In: ", class_="quiet"),
            tag("strong", enter),
            tag("span", ". Out: ", class_="quiet"),
            leave,
            tag("span", f". {less:.1f} points less.", class_="quiet"),
        )


def contradiction(found: Contradiction) -> Markup:
    """Why there is no table, and the cheapest way out."""
    if not found.demands:
        return tag("p", "No table was found in the time given.")
    rows = (
        tag("li", each.words, tag("span", f" ({each.known:,} known)", class_="quiet"))
        for each in found.demands
    )
    way_out: Inner = ""
    if found.eased:
        eased = "; ".join(each.words for each in found.eased)
        way_out = tag("p", tag("strong", "The least that would make it possible: "), eased, ".")
    these = "these cannot all be" if len(found.demands) > 1 else "this cannot be"
    why = tag("p", f"There is no such table, for {these}:")
    return tag("div", why, tag("ul", rows, class_="cannot"), way_out)
