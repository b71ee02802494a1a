"""The report of a load, in words and as other programs read it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from graph.domain.labels import Label
from graph.domain.model import Source
from graph.domain.vocabulary import vocabulary
from graph.stores.base import Counts, Tally
from ingest.errors import Place
from ingest.loading.report import LISTED, OUTCOMES, FileReport
from ingest.reader import Refused
from tests.networks import source

TALLY = Tally(
    by_noun={
        "sources": Counts(created=1),
        "entities": Counts(created=2, changed=1, unchanged=1000),
        "ties": Counts(created=3, withdrawn=4),
        "judgements": Counts(created=1),
    }
)
BAD_ROW = Refused(place=Place(file="list.csv", line=7), problem="no name")
REPORT = FileReport(
    file="list.csv",
    format="csv",
    source=source("list", Label.AMBER),
    tally=TALLY,
    held={"rows": 1234, "elements": 5},
    refused=(BAD_ROW,),
)


def test_as_json() -> None:
    """The counts are of entities and ties; every refusal has its place."""
    found = REPORT.as_json()
    assert json.loads(json.dumps(found)) == found
    assert found == {
        "file": "list.csv",
        "format": "csv",
        "outcome": "partial",
        "source": "list",
        "title": "The list",
        "label": "AMBER",
        "label_before": None,
        "kept_fields": [],
        "created": 5,
        "changed": 1,
        "unchanged": 1000,
        "withdrawn": 4,
        "refused": [{"place": "list.csv:7", "problem": "no name"}],
        "refused_count": 1,
        "kept": 0,
        "held": {"rows": 1234, "elements": 5},
        "by_noun": {
            "sources": {"created": 1, "changed": 0, "unchanged": 0, "withdrawn": 0},
            "entities": {"created": 2, "changed": 1, "unchanged": 1000, "withdrawn": 0},
            "ties": {"created": 3, "changed": 0, "unchanged": 0, "withdrawn": 4},
            "judgements": {"created": 1, "changed": 0, "unchanged": 0, "withdrawn": 0},
        },
        "problem": None,
        "left_out": False,
        "dry_run": False,
    }


def test_in_words() -> None:
    """A steward reads what the file was, held and changed."""
    assert list(REPORT.in_words()) == [
        "list.csv: csv as “The list” (list)",
        f"  label      TLP:AMBER: {vocabulary().labels['AMBER'].definition}",
        "             as every file of your own, unless --label or the file says otherwise",
        "  held       1,234 rows, 5 elements",
        "  entities   2 created, 1 changed, 1,000 unchanged, 0 withdrawn",
        "  ties       3 created, 0 changed, 0 unchanged, 4 withdrawn",
        "  same as    1 created, 0 changed, 0 unchanged, 0 withdrawn judgements",
        "  refused    1",
        "    list.csv:7: no name",
        "  outcome    partial: what was refused was not kept; mend it and load the file again",
    ]


def test_in_words_of_a_small_load() -> None:
    """What there is none of is not spoken of, but for what the file held."""
    report = FileReport(file="a.csv", format="csv", source=source(), rehearsal=True)
    assert list(report.in_words()) == [
        "a.csv: csv as “The list” (list)",
        "  label      TLP:CLEAR: May be shared with anyone.",
        "  held       nothing",
        "  entities   0 created, 0 changed, 0 unchanged, 0 withdrawn",
        "  ties       0 created, 0 changed, 0 unchanged, 0 withdrawn",
        "  outcome    empty: nothing of the file could be kept; what its source said before stays",
        "  this was a rehearsal: nothing was written",
    ]


@pytest.mark.parametrize(
    ("before", "kept", "expected"),
    [
        pytest.param(
            Label.AMBER,
            (),
            ["             as every file of your own, unless --label or the file says otherwise"],
            id="as before",
        ),
        pytest.param(Label.RED, (), ["  lowered    from TLP:RED"], id="lowered"),
        pytest.param(Label.GREEN, (), ["  raised     from TLP:GREEN"], id="raised"),
        pytest.param(
            Label.AMBER,
            ("title", "link", "label"),
            [
                "             an earlier load gave this label",
                "  kept       title, link, as an earlier load gave them",
            ],
            id="kept",
        ),
    ],
)
def test_in_words_of_a_later_load(
    before: Label, kept: tuple[str, ...], expected: list[str]
) -> None:
    """A label that moved, and what stays of an earlier load, each have their line."""
    report = replace(REPORT, label_before=before, kept_fields=kept)
    lines = list(report.in_words())
    assert lines[2:-7] == expected
    assert report.is_lowered is (before == Label.RED)


def test_problem() -> None:
    """A file that could not be read says why, and that nothing of it was kept."""
    report = FileReport(file="a.csv", format="csv", problem="a.csv:9: not UTF-8")
    assert list(report.in_words()) == [
        "a.csv: csv",
        "  refused, nothing was kept: a.csv:9: not UTF-8",
    ]
    found = report.as_json()
    assert (found["problem"], found["source"], found["created"]) == ("a.csv:9: not UTF-8", None, 0)


@pytest.mark.parametrize(
    ("values", "expected", "fails"),
    [
        pytest.param({"tally": TALLY}, "full", False, id="full"),
        pytest.param({"tally": TALLY, "refused": (BAD_ROW,)}, "partial", False, id="partial"),
        pytest.param({"tally": TALLY, "unlisted": 1}, "partial", False, id="partial, unlisted"),
        pytest.param({"refused": (BAD_ROW,)}, "empty", True, id="empty"),
        pytest.param({"problem": "not UTF-8"}, "failed", True, id="failed"),
        pytest.param({"problem": "no reader", "left_out": True}, "left_out", False, id="left out"),
    ],
)
def test_outcome(values: dict[str, Any], expected: str, *, fails: bool) -> None:
    """A load that kept nothing is a failure, and one that kept a part says so."""
    report = FileReport(file="a.csv", format="csv", **values)

    assert (report.outcome, report.as_json()["outcome"]) == (expected, expected)
    assert report.is_failure is fails
    assert OUTCOMES[expected] in "\n".join(report.in_words())


@pytest.mark.parametrize(
    ("listed", "unlisted", "last"),
    [
        pytest.param(LISTED, 0, "    list.csv:7: no name", id="all"),
        pytest.param(LISTED + 2, 0, "    … and 2 more; --json lists 22", id="some"),
        pytest.param(LISTED + 2, 1000, "    … and 1,002 more; --json lists 22", id="too many"),
    ],
)
def test_many_refusals(listed: int, unlisted: int, last: str) -> None:
    """The words list twenty refusals, and say how many more there are and where."""
    report = FileReport(file="a.csv", format="csv", refused=(BAD_ROW,) * listed, unlisted=unlisted)
    lines = list(report.in_words())
    assert lines[-2] == last
    assert f"  refused    {listed + unlisted:,}" in lines


def test_nothing_moves_the_cursor() -> None:
    """A title or a cell cannot write elsewhere on the steward's screen."""
    hostile = Source(id="list", title="A\x1b[2J\r\nB\u0085")
    bad = Refused(place=Place(file="a\nb.csv"), problem="\x07")
    report = FileReport(file="a\nb.csv", format="csv", source=hostile, refused=(bad,))
    assert all(line.isprintable() for line in report.in_words())
    assert (
        next(iter(report.in_words()))
        == "a\ufffdb.csv: csv as “A\ufffd[2J\ufffd\ufffdB\ufffd” (list)"
    )
