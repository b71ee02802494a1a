"""A small network that says something at every label, and a client for it."""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from graph.domain.dates import PartialDate
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Entity, Judgement, Source, Tie
from graph.domain.saved import Saved
from graph.stores.sqlite.store import SqliteStore

KEYS = {
    Label.GREEN: "key-of-the-circle",
    Label.AMBER: "key-of-the-inner-circle",
    Label.AMBER_STRICT: "key-of-the-house",
    Label.RED: "key-of-the-keeper",
}
#: Questions that are saved: one with a closed version, one that is closed altogether.
SAVED = (
    Saved(name="table", text='{"ask": {"at_most": 3}}', saved="2026-11-20T08:00:00+00:00"),
    Saved(
        name="table",
        text='{"ask": {"at_most": 5}}',
        label=Label.AMBER,
        saved="2026-11-21T08:00:00+00:00",
    ),
    Saved(
        name="closed",
        text='{"need": {"places": ["ML"]}}',
        label=Label.RED,
        saved="2026-11-21T09:00:00+00:00",
    ),
)
PUBLIC: tuple[Claim, ...] = (
    Source(
        id="open",
        title="Open register",
        publisher="The register",
        licence="CC0",
        link="https://example.org/register",
        published=PartialDate("2026-03"),
        retrieved=PartialDate("2026-04"),
    ),
    Entity(
        id="open/femmes",
        source="open",
        kind="womens_network",
        name="Réseau des Femmes du Sahel",
        aliases=("RFS",),
        identifiers=(identifier("wikidata", "Q1"),),
        level="regional",
        summary="Joins women mediators.",
        link="https://example.org/femmes",
        since=PartialDate("2011-05"),
        contacts=(
            Contact(kind="email", value="desk@example.org", label=Label.CLEAR),
            Contact(kind="phone", value="+223 555", label=Label.AMBER),
        ),
        extra=(("Motto", "Ensemble"),),
        cited="register, row 1",
    ),
    Entity(id="open/giver", source="open", kind="donor", name="The Giver", level="global"),
    Entity(id="open/bloc", source="open", kind="regional_body", name="Sahel Bloc"),
    Entity(
        id="open/old",
        source="open",
        kind="civil_society",
        name="Old Guard",
        until=PartialDate("2015"),
    ),
    Entity(id="open/talks", source="open", kind="event", name="Talks of Segou"),
    Tie(
        id="open/1",
        source="open",
        kind="funds",
        start="open/giver",
        end="open/femmes",
        since=PartialDate("2020"),
        amount=Decimal("1250000.50"),
        currency="EUR",
        earmarking="soft",
        marker=2,
        share=40.0,
        weight=2.0,
        cited="ledger 7",
        cited_on=PartialDate("2021"),
        extra=(("Ledger", "7"),),
    ),
    Tie(id="open/2", source="open", kind="works_on", start="open/femmes", end="theme:mediation"),
    Tie(id="open/3", source="open", kind="active_in", start="open/femmes", end="country:ML"),
    Tie(
        id="open/4",
        source="open",
        kind="member_of",
        start="country:ML",
        end="open/bloc",
        since=PartialDate("1990"),
        until=PartialDate("2024"),
    ),
    Tie(
        id="open/5",
        source="open",
        kind="took_part_in",
        start="open/femmes",
        end="open/talks",
        role="observer",
        track="2",
        since=PartialDate("2014-02"),
        until=PartialDate("2014-03"),
    ),
    Tie(id="open/6", source="open", kind="works_on", start="open/old", end="theme:disarmament"),
)


def _tied(start: str, kind: str, end: str) -> Tie:
    return Tie(id=f"plan/{start} {kind} {end}", source="plan", kind=kind, start=start, end=end)


#: A source above all others, with what the questions of planning are about.
PLANNED: tuple[Claim, ...] = (
    Source(id="plan", title="Plans", label=Label.RED),
    *(
        Entity(id=f"plan/{name}", source="plan", kind="civil_society", name=f"Plan {name}")
        for name in ("left", "mid", "right")
    ),
    Entity(
        id="plan/both",
        source="plan",
        kind="academic",
        name="Plan both",
        extra=(("Languages", "French"),),
    ),
    Entity(
        id="plan/quick",
        source="plan",
        kind="fund",
        name="Plan quick",
        summary="Gives rapid grants.",
    ),
    _tied("plan/left", "works_on", "theme:mediation"),
    _tied("plan/both", "works_on", "theme:mediation"),
    _tied("plan/both", "works_on", "theme:disarmament"),
    _tied("plan/right", "works_on", "theme:disarmament"),
    _tied("plan/both", "active_in", "country:ML"),
    _tied("plan/quick", "active_in", "country:ML"),
    _tied("plan/left", "knows", "plan/mid"),
    _tied("plan/mid", "knows", "plan/right"),
    _tied("plan/mid", "knows", "plan/both"),
    _tied("plan/quick", "funds", "plan/left"),
)


def hidden(label: Label) -> tuple[Claim, ...]:
    """What a source of this label adds: a stakeholder, ties, and a second name for an open one."""
    name = f"s{int(label)}"
    word = label.name.lower()
    return (
        Source(id=name, title=f"Notes at {label.text}", label=label),
        Entity(id=f"{name}/x", source=name, kind="civil_society", name=f"Mediators {word}"),
        Entity(
            id=f"{name}/f",
            source=name,
            kind="womens_network",
            name="Réseau des Femmes",
            aliases=(f"Alias {word}",),
            identifiers=(identifier("wikidata", "Q1"),),
        ),
        Tie(id=f"{name}/1", source=name, kind="works_on", start=f"{name}/x", end="theme:mediation"),
        Tie(id=f"{name}/2", source=name, kind="active_in", start=f"{name}/x", end="country:ML"),
        Tie(id=f"{name}/3", source=name, kind="partners_with", start=f"{name}/x", end=f"{name}/f"),
        Judgement(left="open/femmes", right=f"{name}/f", verdict="same", author="a steward"),
    )


def store_of(path: Path, *claims: Iterable[Claim]) -> SqliteStore:
    """A store in the file at *path* with these claims, a batch to each of *claims*."""
    store = SqliteStore(path)
    for batch_of_claims in claims:
        with store.writing() as batch:
            for claim in batch_of_claims:
                batch.put(claim)
    return store


def write_keys(path: Path) -> Path:
    """A file with the keys of `KEYS`."""
    lines = [
        f"{sha256(key.encode()).hexdigest()} {label.text} holder of {label.text}"
        for label, key in KEYS.items()
    ]
    path.write_text("# the keys of the sample\n\n" + "\n".join(lines) + "\n", "utf-8")
    return path


def headers(label: Label) -> dict[str, str]:
    """The headers that a reader cleared for *label* sends."""
    return {"x-api-key": KEYS[label]} if label in KEYS else {}
