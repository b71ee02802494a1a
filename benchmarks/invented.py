"""Invented stakeholder networks: realistic in shape, with no real body or person in them."""

import random

from visualise.maps.picture import Dot, Fact, Line, Picture, Source

KINDS = {
    "civil_society": ("civil society organisation", 30),
    "womens_network": ("women's network", 22),
    "government": ("government", 9),
    "academic": ("academic or research body", 8),
    "faith_based": ("faith-based organisation", 7),
    "donor": ("donor", 6),
    "un_entity": ("UN entity", 6),
    "media": ("media", 5),
    "fund": ("fund", 4),
    "regional_body": ("regional body", 3),
}
TIES = {
    "partners_with": ("partners with", "partners with", 45),
    "member_of": ("member of", "has member", 25),
    "funds": ("funds", "funded by", 20),
    "affiliated_with": ("affiliated with", "has affiliate", 7),
    "opposes": ("opposes", "opposed by", 3),
}
THEMES = (
    "mediation",
    "dialogue and track II diplomacy",
    "early warning",
    "transitional justice",
    "protection",
    "relief and recovery",
    "women's leadership",
    "small arms",
)
PLACES = [
    "Alderra",
    "Belmoor",
    "Casvane",
    "Dunmarra",
    "Eshkol",
    "Farrowdale",
    "Galtry",
    "Harrowmere",
    "Istria-Nord",
    "Jorvane",
    "Kelmarsh",
    "Lowen",
    "Marrowick",
    "Nembele",
    "Orsa",
    "Penhallow",
    "Quarrel",
    "Rivenna",
    "Sundale",
    "Tarkand",
    "Umbria-Sul",
    "Vessary",
    "Westmarch",
    "Yarrow",
    "Zelkova",
]
STYLES = {
    "civil_society": ("Alliance for {t} in {p}", "{p} Civic Forum", "{p} Bridge Initiative"),
    "womens_network": ("Women Mediators of {p}", "Mothers of {p} for Peace", "{p} Women's Network"),
    "government": ("Ministry of Peace, {p}", "{p} Office for Gender Equality"),
    "academic": ("University of {p}", "{p} Institute of {t}"),
    "faith_based": ("Interfaith Council of {p}", "{p} Council of Elders and Clergy"),
    "donor": ("{p} Development Agency", "{p} Foundation"),
    "un_entity": ("Joint Office for {t}, {p}", "Special Envoy's Office, {p}"),
    "media": ("Radio {p}", "{p} Courier"),
    "fund": ("{p} Fund for {t}", "Rapid Response Window, {p}"),
    "regional_body": ("Union of {p} States", "{p} Basin Commission"),
}
SUBJECTS = ("Dialogue", "Ceasefire Monitoring", "Early Warning", "Reconciliation", "Land and Water")


def invented(count: int, seed: int = 1325) -> Picture:
    """
    Return a picture of *count* stakeholders with about three ties each.

    Camps are planted; a fifth of the ties ignore them; a few stakeholders have many
    ties and most have few; some stand alone or in small groups.
    """
    chance = random.Random(seed)
    dots = _dots(chance, count)
    lines = _lines(chance, count)
    sources = tuple(
        Source(words=f"Invented register {at + 1}", link=f"https://example.org/{at + 1}")
        for at in range(12)
    )
    return Picture(
        title="Dialogue partners",
        subtitle=f"An invented network of {count:,} stakeholders",
        label="TLP:CLEAR",
        label_meaning="May be shared with anyone.",
        as_of="2026-11-01",
        revision="42",
        dots=dots,
        lines=lines,
        sources=sources,
    )


def _dots(chance: random.Random, count: int) -> tuple[Dot, ...]:
    dots: list[Dot] = []
    names: set[str] = set()
    kinds = chance.choices(list(KINDS), [weight for _, weight in KINDS.values()], k=count)
    for at, kind in enumerate(kinds):
        name = _name(chance, kind)
        while name in names:
            name = f"{_name(chance, kind)} {chance.choice('ABCDEFGHKLMNPRSTVW')}{len(names) % 97}"
        names.add(name)
        themes = tuple(sorted(chance.sample(THEMES, chance.randint(1, 3))))
        source = chance.randrange(12)
        dots.append(
            Dot(
                id=f"invented:{at:05d}",
                name=name,
                kind=kind,
                kind_label=KINDS[kind][0],
                summary=f"Works on {' and '.join(themes)}.",
                facts=(
                    Fact(
                        words=f"Active in {chance.choice(PLACES)} since 20{at % 20:02d}",
                        sources=(source,),
                    ),
                ),
                themes=themes,
                label="TLP:CLEAR",
                link="https://example.org/",
            )
        )
    return tuple(dots)


def _name(chance: random.Random, kind: str) -> str:
    style = chance.choice(STYLES[kind])
    return style.format(p=chance.choice(PLACES), t=chance.choice(SUBJECTS))


def _lines(chance: random.Random, count: int) -> tuple[Line, ...]:
    weights = [chance.paretovariate(1.6) for _ in range(count)]
    sizes = [chance.paretovariate(2.0) for _ in range(8 if count < 1000 else 12)]
    camp = chance.choices(range(len(sizes)), sizes, k=count)
    members = [[at for at in range(count) if camp[at] == one] for one in range(len(sizes))]
    alone, loose = int(count * 0.02), int(count * 0.04)
    inside = [[at for at in one if at >= alone + loose] for one in members]
    pulls = [[weights[at] for at in one] for one in inside]
    everyone = range(alone + loose, count)
    pull = [weights[at] for at in everyone]
    pairs = []
    for at in everyone:
        for _ in range(chance.choice((2, 3, 4))):
            if chance.random() < 0.22:
                pairs.append((at, chance.choices(everyone, pull)[0]))
            else:
                pairs.append((at, chance.choices(inside[camp[at]], pulls[camp[at]])[0]))
    first = alone
    while first < alone + loose - 1:
        size = min(chance.randint(2, 6), alone + loose - first)
        pairs += [(first + one, first + chance.randrange(one)) for one in range(1, size)]
        first += size
    return tuple(_line(chance, *pair) for pair in pairs if pair[0] != pair[1])


def _line(chance: random.Random, start: int, end: int) -> Line:
    kind = chance.choices(list(TIES), [weight for *_, weight in TIES.values()])[0]
    label, reverse, _ = TIES[kind]
    since = f"since 20{chance.randrange(25):02d}"
    amount = f", {chance.randrange(10, 900):,},000 USD" if kind == "funds" else ""
    return Line(
        start=start,
        end=end,
        kind=kind,
        kind_label=label,
        reverse_label=reverse,
        words=since + amount,
        weight=1.0,
        directed=kind != "partners_with",
        opposing=kind == "opposes",
        sources=(chance.randrange(12),),
        label="TLP:CLEAR",
    )
