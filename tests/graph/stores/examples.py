"""Claims to fill stores with: few, and of every shape."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import VOCABULARY_SOURCE, Claim, Contact, Entity, Judgement, Source, Tie
from graph.stores.base import Store, Tally

REGISTER = Source(id="register", title="Register of women's networks")
ATLAS = Source(
    id="atlas",
    title="Atlas of peacebuilders",
    publisher="The Atlas",
    licence="CC-BY-4.0",
    link="https://atlas.example/",
    retrieved=PartialDate("2025-03"),
    label=Label.GREEN,
)


def body(key: str, *, source: str = "register", kind: str = "womens_network") -> Entity:
    """An organisation of which a source says no more than kind and name."""
    return Entity(id=f"{source}/{key}", source=source, kind=kind, name=f"Network {key}")


def partners(start: str, end: str, *, source: str = "register") -> Tie:
    """Two organisations of one source that work together."""
    return Tie(
        id=f"{source}/{start}-{end}",
        source=source,
        kind="partners_with",
        start=f"{source}/{start}",
        end=f"{source}/{end}",
    )


def same(left: str, right: str, *, author: str = "a steward") -> Judgement:
    """The verdict that two entities are one."""
    return Judgement(left=left, right=right, verdict="same", author=author)


WHOLE_ENTITY = Entity(
    id="atlas/réseau 1",
    source="atlas",
    kind="womens_network",
    name='Réseau des femmes « paix » \\ "نساء"',
    aliases=("RFP", "Women's Peace Network"),
    identifiers=("wikidata:Q42", "iati:XM-DAC-1"),
    level="regional",
    summary="Line one\nline two\t\u2028 with \U0001f54a",
    link="https://network.example/",
    since=PartialDate("2019"),
    until=PartialDate("2024-07-15"),
    contacts=(
        Contact(kind="email", value="open@example.org", label=Label.CLEAR),
        Contact(kind="phone", value="+223 00"),
    ),
    label=Label.GREEN,
    cited="p. 12",
    extra=(("Members", "120"), ("Members", "again"), ("", "no heading")),
    closed=(("summary", Label.AMBER), ("extra:Members", Label.AMBER_STRICT), ("extra:", Label.RED)),
)
WHOLE_TIE = Tie(
    id="atlas/grant 1",
    source="atlas",
    kind="funds",
    start="atlas/fund",
    end="atlas/réseau 1",
    since=PartialDate("2020-02"),
    until=PartialDate("2021"),
    role="provider",
    track="1.5",
    weight=0.1,
    share=33.3,
    amount=Decimal("12345678901234567.890"),
    currency="XOF",
    earmarking="tight",
    marker=0,
    label=Label.AMBER_STRICT,
    cited="budget.csv:2 – “line”",
    extra=(("note", "'; DROP TABLE ties; //"), ("{}", "$x")),
    closed=(("role", Label.RED), ("extra", Label.GREEN)),
)
WHOLE_JUDGEMENT = Judgement(
    left="atlas/réseau 1",
    right="register/1",
    verdict="unsure",
    author="a steward",
    score=0.75,
    reasons=("same town", "other name"),
    at=PartialDate("2025-11-02"),
    label=Label.AMBER,
)
#: Two sources, five bodies, and every shape of claim.
EVERYTHING: tuple[Claim, ...] = (
    REGISTER,
    body("1"),
    body("2"),
    partners("1", "2"),
    Tie(
        id="register/in", source="register", kind="active_in", start="register/1", end="country:ML"
    ),
    ATLAS,
    WHOLE_ENTITY,
    body("fund", source="atlas", kind="fund"),
    body("nobody", source="atlas", kind="person"),
    WHOLE_TIE,
    WHOLE_JUDGEMENT,
    same("register/2", "atlas/fund", author="rule:name"),
)


def load(store: Store, *claims: Claim, withdraw: tuple[str, ...] = ()) -> Tally:
    """Put *claims* in one batch, withdraw what these authors no longer say, and count."""
    with store.writing() as batch:
        for claim in claims:
            batch.put(claim)
        for author in withdraw:
            batch.withdraw_rest(author)
        return batch.tally()


def held(store: Store, clearance: Label = Label.RED) -> list[Claim]:
    """What a store gives back, in its order, without the shared vocabulary."""
    claims = store.claims(clearance)
    entities = [claims.entity(row) for row in range(len(claims.entities.ids))]
    ties = [claims.tie(row) for row in range(len(claims.ties.ids))]
    return [
        *(source for source in claims.sources if source.id != VOCABULARY_SOURCE),
        *(entity for entity in entities if entity.source != VOCABULARY_SOURCE),
        *(tie for tie in ties if tie.source != VOCABULARY_SOURCE),
        *claims.judgements,
    ]


FIRST: tuple[Claim, ...] = (
    ATLAS,
    *(body(key, source="atlas") for key in "abc"),
    partners("a", "b", source="atlas"),
    partners("b", "c", source="atlas"),
)


def edition(number: int) -> tuple[Claim, ...]:
    """
    What the register says in its edition of that number, from 1 up; it begins with `FIRST`.

    From one to the next a body goes and another comes, names and ties change, and
    other bodies are judged the same as those of the atlas.
    """
    keys = [str(key) for key in range(number, number + 6)]
    bodies = [replace(body(key), summary=f"Edition {number}.") for key in keys[::2]]
    ties = [replace(partners(*pair), role=f"role {number}") for pair in pairwise(keys[:4])]
    return (
        replace(REGISTER, title=f"Edition {number}"),
        *bodies,
        *(body(key) for key in keys[1::2]),
        *ties,
        partners(keys[4], keys[5]),
        same(f"register/{keys[1]}", "atlas/b", author="rule:all"),
        same(f"register/{keys[number % 3]}", f"register/{keys[3]}", author="rule:all"),
    )


def load_edition(store: Store, number: int) -> Tally:
    """Load an edition, withdrawing what the one before it said."""
    return load(store, *edition(number), withdraw=("register", "rule:all"))


def everything_of(number: int) -> set[Claim]:
    """What a store holds after the edition of that number was loaded upon the first claims."""
    return {*FIRST, *edition(number)} if number else set(FIRST)
