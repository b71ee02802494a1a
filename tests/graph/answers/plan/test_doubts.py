"""What is not sure, on answers made by hand."""

from dataclasses import replace
from datetime import date

from graph.answers.answer import Because
from graph.answers.coalition.answer import Coalition, Member, Met, StandIn
from graph.answers.introductions.introductions import Hop, Introduction
from graph.answers.plan.doubts import Way, doubts
from graph.domain.labels import Label

SURE = Member(
    id="n/a",
    name="a",
    kind="civil_society",
    level=None,
    points=1.0,
    parts=(),
    serves=(),
    breaks=(),
    stand_in=StandIn(id="n/z", name="z", points=1.0, loses=0.0),
)
TABLE = Coalition(
    members=(SURE,),
    points=1.0,
    bound=1.0,
    proven=True,
    words="",
    label=Label.CLEAR,
    as_of=date(2025, 6, 1),
    revision="",
)
HOP = Hop(near="n/us", far="n/a", near_name="us", far_name="a", strength=0.2, because=())


def told(table: Coalition, *ways: Way) -> list[tuple[str, tuple[str, ...]]]:
    """Each doubt in words, with whom it is about."""
    return [(doubt.words, doubt.names) for doubt in doubts(table, ways)]


def way(strength: float | None) -> Way:
    """A way of such a strength to a; without one, none."""
    chain = None
    if strength is not None:
        chain = Introduction(hops=(HOP,), strength=strength, label=Label.CLEAR)
    return Way(id="n/a", name="a", introduction=chain, instead=())


def test_nothing() -> None:
    """A proven table with stand-ins, room and strong chains leaves no doubt."""
    roomy = replace(TABLE, demands=(Met(id="cover 1", words="", has=3, slack=1.0),))

    assert told(roomy, way(0.9)) == []


def test_unproven() -> None:
    """A table that is not proven best is a doubt; none at all is none."""
    unproven = replace(TABLE, proven=False)

    assert told(unproven) == [("the table is the best found, and not proven the best there is", ())]
    assert told(replace(unproven, members=())) == []


def test_tight() -> None:
    """What nothing is left over of is a doubt; that the table is full is none."""
    met = Met(id="cover 1", words="at least 1 of these: 1", has=1, slack=0.0)
    tight = replace(TABLE, demands=(met, replace(met, id="size: at most")))

    assert told(tight) == [("nothing is left over of a demand: at least 1 of these: 1", ())]


def test_members() -> None:
    """Who cannot be replaced is named, and so are all for whom the same speaks against."""
    alone = replace(SURE, stand_in=None, against=(Because(words="old word"),))
    table = replace(TABLE, members=(alone, replace(alone, name="b")))

    assert told(table) == [
        ("nobody could take the seat and keep all demands", ("a", "b")),
        ("old word", ("a", "b")),
    ]


def test_ways() -> None:
    """A weak chain and no chain at all are doubts."""
    assert told(TABLE, way(0.29)) == [
        ("the strongest chain to them carries an introduction in less than 30% of cases", ("a",))
    ]
    assert told(TABLE, way(None)) == [("no chain of ties leads from the convenor to them", ("a",))]
    assert way(0.9).known
