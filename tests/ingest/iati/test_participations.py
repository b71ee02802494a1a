"""Roles, reporters and related activities."""

from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from tests.ingest.iati.written import Read, activity, document, read_activity, read_text


def taking_part(folder: Path, *participants: str, rest: str = "") -> Read:
    """Read an activity with these participating organisations."""
    return read_activity(folder, rest, participants="\n".join(participants))


@pytest.mark.parametrize(
    ("code", "kind", "role"),
    [
        ("1", "funds", "funding"),
        ("2", "accountable_for", "accountable"),
        ("3", "manages", "extending"),
        ("4", "implements", "implementing"),
    ],
)
def test_roles(tmp_path: Path, code: str, kind: str, role: str) -> None:
    """Each role is a kind of tie, from the organisation to the activity, with its dates."""
    dates = (
        "<activity-date type='1' iso-date='2019-01-01'/><activity-date type='2' "
        "iso-date='2019-02-01'/><activity-date type='3' iso-date='2020-12-31'/>"
    )
    org = f"<participating-org role='{code}' ref='XX-A-1'/>"
    read = read_activity(tmp_path, participants=org, dates=dates)
    (tie,) = read.of(kind)
    assert (tie.start, tie.end) == ("s/org:XX-A-1", "s/activity:XM-DAC-7-A")
    assert (tie.role, tie.cited) == (role, None)
    assert (tie.since, tie.until) == (PartialDate("2019-02-01"), PartialDate("2020-12-31"))
    assert tie.amount is None


def test_twice_in_one_role(tmp_path: Path) -> None:
    """An organisation that has a role twice has two ties, which say the same."""
    org = "<participating-org role='1' ref='XX-A-1'/>"
    read = taking_part(tmp_path, org, org)
    first, second = read.of("funds")
    assert second.id == f"{first.id}-2"
    assert read.held["participations"] == 2


def test_ids_are_of_content(tmp_path: Path) -> None:
    """What is added before a participation in a newer file does not change its id."""
    org, other = (f"<participating-org role='1' ref='XX-A-{n}'/>" for n in (1, 2))
    before, after = taking_part(tmp_path, org), taking_part(tmp_path, other, org)
    assert before.of("funds")[0] in after.of("funds")


def test_own_activity(tmp_path: Path) -> None:
    """What a participation says beyond role and organisation is kept."""
    org = "<participating-org role='4' ref='XX-A-1' activity-id='B-1' crs-channel-code='21000'/>"
    (tie,) = taking_part(tmp_path, org).of("implements")
    assert tie.extra == (("its own activity", "B-1"), ("channel of the DAC", "21000"))


@pytest.mark.parametrize(
    ("org", "problem"),
    [
        ("<participating-org ref='XX-A-1'/>", "8: <participating-org> without role"),
        (
            "<participating-org role='9' ref='XX-A-1'/>",
            "8: '9' is no role of an organisation: no tie was made",
        ),
        (
            "<participating-org role='1'/>",
            "8: <participating-org> names nobody: it has neither a ref nor a narrative",
        ),
    ],
)
def test_no_participation(tmp_path: Path, org: str, problem: str) -> None:
    """What is no participation is reported and counted, and no tie is made of it."""
    read = taking_part(tmp_path, org)
    assert read.problems() == [problem]
    assert {tie.kind for tie in read.ties} == {"reports_on"}
    assert read.held["participations"] == 1


@pytest.mark.parametrize(
    ("flag", "role"), [("1", "secondary reporter"), ("0", None), ("maybe", None)]
)
def test_reporter(tmp_path: Path, flag: str, role: str | None) -> None:
    """The reporting organisation reports on the activity, possibly at second hand."""
    text = (
        f"<reporting-org ref='XX-A-1' type='22' secondary-reporter='{flag}'>"
        "<narrative>A</narrative></reporting-org>"
    )
    read = read_activity(tmp_path, reporter=text)
    (tie,) = read.of("reports_on")
    assert (tie.start, tie.role) == ("s/org:XX-A-1", role)
    assert bool(read.refused) == (flag == "maybe")


@pytest.mark.parametrize(
    ("reporter", "problem"),
    [
        ("<reporting-org type='22'><narrative>A</narrative></reporting-org>", "without ref"),
        ("<reporting-org ref='XX-A-1'><narrative>A</narrative></reporting-org>", "without type"),
        ("<reporting-org ref='XX-A-1' type='10'/>", "no <narrative>"),
        ("", "no <reporting-org>"),
    ],
)
def test_incomplete_reporter(tmp_path: Path, reporter: str, problem: str) -> None:
    """What the reporting organisation lacks is reported."""
    read = read_activity(tmp_path, reporter=reporter)
    assert any(problem in fault for fault in read.problems())
    assert len(read.of("reports_on")) == bool(reporter)


def test_parents_and_children(tmp_path: Path) -> None:
    """A child is part of its parent, whichever of them says so, and once if both do."""
    parent = activity("<related-activity ref='A-2' type='2'/>", identifier="A-1")
    child = activity("<related-activity ref='A-1' type='1'/>", identifier="A-2", title="B")
    read = read_text(tmp_path, document(parent, child))
    said_by_parent, said_by_child = read.of("part_of")
    assert said_by_parent == said_by_child
    assert (said_by_child.start, said_by_child.end) == ("s/activity:A-2", "s/activity:A-1")
    assert len(read.entities) == 3


@pytest.mark.parametrize(
    ("code", "role"), [("3", "sibling"), ("4", "co-funded"), ("5", "third party")]
)
def test_other_relations(tmp_path: Path, code: str, role: str) -> None:
    """Other relations link two activities, the same from either side."""
    one = activity(f"<related-activity ref='A-2' type='{code}'/>", identifier="A-1")
    two = activity(f"<related-activity ref='A-1' type='{code}'/>", identifier="A-2", title="B")
    first, second = read_text(tmp_path, document(one, two)).of("linked_to")
    assert first == second
    assert first.role == role


def test_activity_elsewhere(tmp_path: Path) -> None:
    """A related activity that is not in the file is known by its identifier alone."""
    read = read_activity(tmp_path, "<related-activity ref='GB-1-2' type='1'/>")
    entity = read.named("GB-1-2")
    assert (entity.kind, entity.identifiers) == ("activity", ("iati:GB-1-2",))


@pytest.mark.parametrize(
    ("related", "problem"),
    [
        ("ref='B' type='9'", "'9' is no type of relation"),
        ("ref='XM-DAC-7-A' type='1'", "it is its own"),
        ("ref='B'", "<related-activity> without type"),
        ("type='1'", "<related-activity> without ref"),
    ],
)
def test_no_relation(tmp_path: Path, related: str, problem: str) -> None:
    """A relation to nothing, to itself or of no known type is reported."""
    read = read_activity(tmp_path, f"<related-activity {related}/>")
    assert [fault for fault in read.problems() if fault.endswith(problem)]
    assert read.of("part_of") == []
