"""The vocabulary says what every word means, and a file that contradicts itself is refused."""

import re
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
import yaml

from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.vocabulary import Term, read_vocabulary, vocabulary

TEXT = files("graph.domain").joinpath("vocabulary.yaml").read_text("utf-8")
WORDS = vocabulary()
SECTIONS = {
    "kinds": WORDS.kinds,
    "ties": WORDS.ties,
    "themes": WORDS.themes,
    "levels": WORDS.levels,
    "tracks": WORDS.tracks,
    "labels": WORDS.labels,
}
EVERY = [(name, term) for name, terms in SECTIONS.items() for term in terms.values()]


@pytest.mark.parametrize(
    ("section", "term"), EVERY, ids=lambda value: getattr(value, "code", value)
)
def test_every_word_is_explained(section: str, term: Term) -> None:
    """Each word has a label in words and a definition that is a sentence or ends like one."""
    assert term.label.strip() == term.label != ""
    assert term.definition[0].isupper(), section
    assert term.definition.endswith("."), section
    assert term.definition.rstrip(".").casefold() != term.label.casefold()


@pytest.mark.parametrize("section", SECTIONS)
def test_no_two_words_look_alike(section: str) -> None:
    """No two words of a section have one label, since people choose by the label."""
    labels = Counter(term.label.casefold() for term in SECTIONS[section].values())
    assert [label for label, count in labels.items() if count > 1] == []


def test_codes_stand_once() -> None:
    """No code is written twice in a section, where the later would silently win."""
    codes: Counter[tuple[str, str]] = Counter()
    section = ""
    for line in TEXT.splitlines():
        if found := re.match(r"(\w+):$", line):
            section = found[1]
        elif found := re.match(r'  "?([^\s":]+)"?: \{', line):
            codes[section, found[1]] += 1
    assert [code for code, count in codes.items() if count > 1] == []
    assert len(codes) == len(EVERY)


def test_the_four_pillars() -> None:
    """The pillars of resolution 1325 stand below the agenda, and every theme below it."""
    pillars = [theme.code for theme in WORDS.themes.values() if theme.pillar]
    assert pillars == ["participation", "protection", "prevention", "relief_and_recovery"]
    assert {WORDS.themes[code].parent for code in pillars} == {"women_peace_security"}
    roots = [theme.code for theme in WORDS.themes.values() if theme.parent is None]
    assert roots == ["women_peace_security"]


@pytest.mark.parametrize(
    ("tie", "start", "end", "words"),
    [
        pytest.param("member_of", "country", "regional_body", "", id="Mali in ECOWAS"),
        pytest.param("member_of", "womens_network", "civil_society", "", id="network"),
        pytest.param("funds", "donor", "activity", "", id="a donor funds work"),
        pytest.param("works_on", "event", "theme", "", id="an event has a subject"),
        pytest.param("took_part_in", "country", "event", "", id="a state takes part"),
        pytest.param("adopted", "country", "instrument", "", id="a plan"),
        pytest.param("recommended", "event", "recommendation", "", id="a meeting asks"),
        pytest.param("addressed_to", "recommendation", "un_entity", "", id="of somebody"),
        pytest.param("opposes", None, "instrument", "", id="a start not known yet"),
        pytest.param("works_on", "person", None, "", id="an end not known yet"),
        pytest.param(
            "works_on",
            "person",
            "country",
            "works_on does not end at country, but at theme or sector",
            id="work on a country",
        ),
        pytest.param(
            "funds",
            "theme",
            "activity",
            "funds does not start at theme, but at any stakeholder",
            id="a theme gives nothing",
        ),
        pytest.param(
            "took_part_in",
            "theme",
            "event",
            "took_part_in does not start at theme, but at any stakeholder or country",
            id="a theme takes no part",
        ),
    ],
)
def test_ends(tie: str, start: str | None, end: str | None, words: str) -> None:
    """A tie joins what it can join in life, and a misfit is told with what would fit."""
    assert WORDS.misfit(tie, start, end) == words


def test_ends_of_every_tie() -> None:
    """Every tie has ends; those of partners are stakeholders on both sides."""
    acting = {code for code, kind in WORDS.kinds.items() if kind.role == "stakeholder"}
    for tie in WORDS.ties.values():
        assert tie.starts, tie.code
        assert tie.ends, tie.code
        if not tie.directed:
            assert tie.starts == tie.ends
    assert WORDS.ties["partners_with"].starts == acting
    assert "country" not in acting


def test_defaults() -> None:
    """Persons and the listed are AMBER unless said otherwise, all else as open as its source."""
    closed = {kind.code: kind.default_label for kind in WORDS.kinds.values() if kind.default_label}
    assert closed == {"person": Label.AMBER, "listed": Label.AMBER}
    assert WORDS.is_stakeholder("person")
    assert not WORDS.is_stakeholder("event")


@pytest.mark.parametrize(
    ("look_up", "words"),
    [
        pytest.param(WORDS.kind, "is no kind of stakeholder or context; known are womens", id="k"),
        pytest.param(WORDS.tie, "is no kind of tie; known are member_of, part_of", id="tie"),
        pytest.param(WORDS.theme, "is no theme; known are women_peace_security", id="theme"),
        pytest.param(WORDS.level, "is no level; known are local, national, regional", id="level"),
        pytest.param(WORDS.track, "is no track; known are 1, 1.5, 2, 3", id="track"),
    ],
)
def test_unknown_words(look_up: Callable[[str], Term], words: str) -> None:
    """A word that is none is refused with those that are."""
    with pytest.raises(ClaimError, match=f"'nonsense' {words}"):
        look_up("nonsense")


def test_words_are_read_only() -> None:
    """Nobody can add a word while the program runs."""
    with pytest.raises(TypeError, match="does not support item assignment"):
        WORDS.themes["peace"] = WORDS.themes["mediation"]  # type: ignore[index]


def without(*path: str) -> Callable[[dict[str, Any]], object]:
    """Take out what stands at *path*."""
    return lambda data: at(data, *path[:-1]).pop(path[-1])


def put(value: object, *path: str) -> Callable[[dict[str, Any]], object]:
    """Put *value* at *path*."""
    return lambda data: at(data, *path[:-1]).__setitem__(path[-1], value)


def at(data: dict[str, Any], *path: str) -> Any:  # noqa: ANN401
    """What stands at *path*."""
    return at(data[path[0]], *path[1:]) if path else data


@pytest.mark.parametrize(
    ("alter", "words"),
    [
        pytest.param(without("themes"), "the section 'themes' is missing", id="section"),
        pytest.param(put(["a"], "levels"), "the section 'levels' is missing", id="list"),
        pytest.param(put("x", "levels", "local"), "levels.local: write a code in", id="text"),
        pytest.param(
            lambda data: data["tracks"].__setitem__(2, data["tracks"]["2"]),
            "tracks.2: write a code in quotes",
            id="number for a code",
        ),
        pytest.param(without("kinds", "media", "label"), "kinds.media: label is mi", id="label"),
        pytest.param(
            without("themes", "youth", "definition"), "themes.youth: definition is", id="meaning"
        ),
        pytest.param(put("", "levels", "local", "label"), "levels.local.label: ''", id="blank"),
        pytest.param(put("x", "kinds", "media", "colour"), "media: colour is no field", id="more"),
        pytest.param(put("actor", "kinds", "media", "role"), "role 'actor' is none of", id="role"),
        pytest.param(
            put("PINK", "kinds", "media", "default_label"),
            "kinds.media: 'PINK' is no label",
            id="default label",
        ),
        pytest.param(without("kinds", "organisation"), "'organisation', the kind of", id="unknown"),
        pytest.param(without("ties", "knows", "from"), "ties.knows.from: write a list", id="from"),
        pytest.param(put([], "ties", "knows", "to"), "ties.knows.to: write a list", id="no ends"),
        pytest.param(
            put(["ngo"], "ties", "knows", "to"), "knows.to: 'ngo' is no kind and", id="ends"
        ),
        pytest.param(put("love", "ties", "knows", "family"), "family 'love' is none", id="family"),
        pytest.param(
            put(["person"], "ties", "knows", "to"), "needs the same kinds at both", id="undirected"
        ),
        pytest.param(
            put("is known", "ties", "knows", "reverse"), "reads the same in reve", id="reverse"
        ),
        pytest.param(put("no", "ties", "knows", "directed"), "knows.directed: 'no'", id="yes or"),
        pytest.param(put(1, "themes", "youth", "pillar"), "youth.pillar: 1 is not", id="flag"),
        pytest.param(
            put("peace", "themes", "youth", "parent"), "themes.youth: parent 'peace'", id="parent"
        ),
        pytest.param(
            put("mediation", "themes", "peace_processes", "parent"),
            "themes.peace_processes: parent .* goes in a circle",
            id="circle",
        ),
        pytest.param(without("labels", "GREEN"), "labels: not those of the Traffic", id="labels"),
    ],
)
def test_contradictions(alter: Callable[[dict[str, Any]], object], words: str) -> None:
    """Each fault that the file can have is refused with its place."""
    data = yaml.safe_load(TEXT)
    alter(data)
    with pytest.raises(ClaimError, match=f"vocabulary.yaml: .*{words}"):
        read_vocabulary(data)
