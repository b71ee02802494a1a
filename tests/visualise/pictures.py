"""Pictures that the tests of maps share."""

from visualise.maps.picture import Dot, Fact, Line, Picture, Source

ADDRESSES = tuple(f"https://example.org/{at}" for at in range(3))


def dot(at: int, name: str = "", *, kind: str = "womens_network", rank: int | None = None) -> Dot:
    """Return a dot with something in every field."""
    return Dot(
        id=f"dot:{at:03d}",
        name=name or f"Body {at}",
        kind=kind,
        kind_label=kind.replace("_", " "),
        summary=f"Summary {at}",
        facts=(Fact(words=f"Fact {at}", sources=(at % 3,)),),
        themes=("mediation",) if at % 2 else ("mediation", "early warning"),
        rank=rank,
        score="" if rank is None else f"0.{rank}",
        parts=() if rank is None else (Fact(words=f"Reason {at}", sources=(0,)),),
        label="TLP:CLEAR",
        link="https://example.org/about",
    )


def line(start: int, end: int, *, kind: str = "member_of", words: str = "since 2001") -> Line:
    """Return a line with something in every field."""
    return Line(
        start=start,
        end=end,
        kind=kind,
        kind_label=kind.replace("_", " "),
        reverse_label="has member",
        words=words,
        opposing=kind == "opposes",
        sources=(1,),
        label="TLP:CLEAR",
    )


def picture(dots: tuple[Dot, ...], lines: tuple[Line, ...] = (), *, note: str = "") -> Picture:
    """Return a picture of *dots* and *lines* with three sources."""
    return Picture(
        title="A map of tests",
        subtitle="Invented",
        label="TLP:GREEN",
        label_meaning="Within the community.",
        as_of="2026-11-01",
        revision="7",
        dots=dots,
        lines=lines,
        sources=tuple(Source(words=f"Register {at}", link=ADDRESSES[at]) for at in range(3)),
        note=note,
    )


def two_camps(extra: tuple[Dot, ...] = ()) -> Picture:
    """Return two cliques of five that one tie joins, and *extra* dots without a tie."""
    dots = tuple(dot(at, kind="donor" if at == 9 else "womens_network") for at in range(10))
    pairs = [(a, b) for start in (0, 5) for a in range(start, start + 5) for b in range(a)]
    inside = [(a, b) for a, b in pairs if b >= 5 * (a // 5)]
    lines = [line(a, b) for a, b in inside] + [line(4, 5, kind="funds", words="9,000 USD")]
    return picture(dots + extra, tuple(lines))
