"""What an activity says of itself."""

from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity
from tests.ingest.iati.written import MONEY, Read, read_activity


def made(read: Read) -> Entity:
    """The one activity of a file."""
    return read.entities["s/activity:XM-DAC-7-A"]


def date(code: int, text: str) -> str:
    """An activity date."""
    return f"<activity-date type='{code}' iso-date='{text}'/>"


def test_names(tmp_path: Path) -> None:
    """The English title is the name, the others are aliases."""
    title = "Huttes</narrative><narrative xml:lang='en'>Huts"
    read = read_activity(tmp_path, title=title, attributes="xml:lang='fr'")
    assert (made(read).name, made(read).aliases) == ("Huts", ("Huttes",))
    assert made(read).identifiers == ("iati:XM-DAC-7-A",)


def test_texts(tmp_path: Path) -> None:
    """The first general description is the summary; others and other languages stand beside it."""
    read = read_activity(
        tmp_path,
        "<description type='2'><narrative>Aims</narrative></description>",
        "<description type='3'><narrative>Women</narrative></description>",
        "<description type='4'><narrative>More</narrative></description>",
        "<description><narrative xml:lang='fr'>F</narrative><narrative>E</narrative></description>",
    )
    assert made(read).summary == "Women talk."
    assert made(read).extra[:5] == (
        ("objectives", "Aims"),
        ("target groups", "Women"),
        ("other description", "More"),
        ("description", "E"),
        ("description [fr]", "F"),
    )


@pytest.mark.parametrize(
    ("dates", "since", "until", "extra"),
    [
        pytest.param(
            date(1, "2019-01-01") + date(3, "2019-12-31"),
            "2019-01-01",
            "2019-12-31",
            {},
            id="planned",
        ),
        pytest.param(
            date(1, "2019-01-01")
            + date(2, "2019-02-01")
            + date(3, "2020-01-31")
            + date(4, "2021-01-31"),
            "2019-02-01",
            "2021-01-31",
            {"planned start": "2019-01-01", "planned end": "2020-01-31"},
            id="actual before planned",
        ),
        pytest.param("", None, None, {}, id="none"),
        pytest.param(date(2, "2019-01-01") * 2, "2019-01-01", None, {}, id="twice"),
    ],
)
def test_dates(
    tmp_path: Path, dates: str, since: str | None, until: str | None, extra: dict[str, str]
) -> None:
    """An activity is from its actual or planned start to its actual or planned end."""
    found = made(read_activity(tmp_path, dates=dates))
    assert found.since == (PartialDate(since) if since else None)
    assert found.until == (PartialDate(until) if until else None)
    assert {name: text for name, text in found.extra if "planned" in name} == extra


@pytest.mark.parametrize(
    ("dates", "problem"),
    [
        (date(2, "2020-01-02") + date(4, "2020-01-01"), "it ends (2020-01-01) before it begins"),
        (date(9, "2020-01-02"), "'9' is no type of activity date"),
        (date(1, "2020"), "the iso-date of <activity-date> is '2020', which is no day"),
        ("<activity-date iso-date='2020-01-01'/>", "<activity-date> without type"),
    ],
)
def test_bad_dates(tmp_path: Path, dates: str, problem: str) -> None:
    """Dates that make no sense are reported and left out; the activity is kept."""
    read = read_activity(tmp_path, dates=dates)
    assert [fault for fault in read.problems() if problem in fault]
    assert made(read).until is None


def test_codes(tmp_path: Path) -> None:
    """Codes are kept in words."""
    read = read_activity(
        tmp_path,
        "<activity-scope code='4'/><collaboration-type code='1'/><default-flow-type code='10'/>",
        "<default-finance-type code='110'/><default-aid-type code='C01'/>",
        "<default-aid-type code='1' vocabulary='2'/><default-tied-status code='5'/>",
        "<capital-spend percentage='88.8'/>",
        attributes="hierarchy='2' humanitarian='1' budget-not-provided='3'",
    )
    assert dict(made(read).extra) == {
        "humanitarian": "yes",
        "hierarchy": "2",
        "budget not provided": "3",
        "capital spend in percent": "88.8",
        "status": "2 Implementation",
        "scope": "4 National",
        "collaboration": "1 Bilateral",
        "flow type": "10 ODA",
        "finance type": "110 Standard grant",
        "tied status": "5",
        "aid type": "C01 Project-type interventions",
        "aid type of vocabulary 2": "1",
    }


def test_codes_without_code(tmp_path: Path) -> None:
    """A code that is missing is reported."""
    read = read_activity(tmp_path, "<activity-scope/><default-aid-type/><capital-spend/>")
    assert [fault.partition(": ")[2] for fault in read.problems()] == [
        "<capital-spend> without percentage",
        "<activity-scope> without code",
        "<default-aid-type> without code",
    ]


def test_others(tmp_path: Path) -> None:
    """Scopes, places, markers, other identifiers and foreign elements are kept."""
    read = read_activity(
        tmp_path,
        "<other-identifier ref='OLD-1' type='A1'/>",
        "<location><name><narrative>Gao</narrative></name></location><location/>",
        "<humanitarian-scope type='2' vocabulary='99' code='X'><narrative>Sahel</narrative>"
        "</humanitarian-scope>",
        "<policy-marker code='11' significance='1'/><policy-marker vocabulary='99' code='Q'>"
        "<narrative>Queues</narrative></policy-marker>",
        "<x:note xmlns:x='urn:x'>Mind</x:note>",
    )
    assert made(read).extra[1:] == (
        ("policy marker", "Disability: significant objective"),
        ("policy marker", "Queues: not said"),
        ("humanitarian scope", "Appeal X Sahel"),
        ("other identifier", "OLD-1"),
        ("location", "Gao"),
        ("note", "Mind"),
    )
    assert read.held["elements beyond the standard"] == 1


@pytest.mark.parametrize(
    ("rest", "attributes", "expected"),
    [
        ("<category code='A12'/>", "", "https://example.org/a"),
        ("<category code='A01'/>", "", None),
        (
            "<category code='A01'/>",
            "linked-data-uri='http://example.org/b'",
            "http://example.org/b",
        ),
        ("<category code='A01'/>", "linked-data-uri='javascript:alert(1)'", None),
        ("<category code='A01'/>", "linked-data-uri='urn:b'", None),
    ],
)
def test_links(tmp_path: Path, rest: str, attributes: str, expected: str | None) -> None:
    """Its link is its page on the web, or its linked data, if that is on the web at all."""
    text = f"<document-link url='https://example.org/a' format='text/html'>{rest}</document-link>"
    read = read_activity(tmp_path, text, attributes=attributes)
    assert made(read).link == expected
    assert read.held["documents"] == 1


def test_contacts(tmp_path: Path) -> None:
    """Ways to reach those responsible are contacts, which are AMBER."""
    info = (
        "<contact-info><telephone>+00 1</telephone><email>desk@example.org</email><website/>"
        "<mailing-address><narrative>The Street</narrative></mailing-address></contact-info>"
    )
    assert made(read_activity(tmp_path, info, info)).contacts == (
        Contact(kind="telephone", value="+00 1"),
        Contact(kind="email", value="desk@example.org"),
        Contact(kind="mailing address", value="The Street", label=Label.AMBER),
    )


@pytest.mark.parametrize(
    ("markers", "expected", "problem"),
    [
        ("<policy-marker code='1' significance='2'/>", 2, None),
        ("<policy-marker vocabulary='1' code='1' significance='0'/>", 0, None),
        (
            "<policy-marker code='1' significance='1'/><policy-marker code='1' significance='0'/>",
            1,
            None,
        ),
        ("<policy-marker code='2' significance='2'/>", None, None),
        ("<policy-marker vocabulary='99' code='1' significance='2'/>", None, None),
        ("<policy-marker code='1'/>", None, "<policy-marker> without significance"),
        (
            "<policy-marker code='1' significance='4'/>",
            None,
            "'4' is no significance of the gender equality marker",
        ),
        (
            "<policy-marker code='99'/>",
            None,
            "'99' is no policy marker of the DAC; it is kept as it stands",
        ),
        ("<policy-marker significance='1'/>", None, "<policy-marker> without code"),
    ],
)
def test_gender_marker(
    tmp_path: Path, markers: str, expected: int | None, problem: str | None
) -> None:
    """The gender equality marker of the DAC stands on all money of the activity, and only there."""
    money = f"<transaction><transaction-type code='4'/>{MONEY}</transaction>"
    funder = "<participating-org role='1' ref='XX-A-1'/><participating-org role='4' ref='XX-A-1'/>"
    read = read_activity(tmp_path, markers, money, participants=funder)
    assert [tie.marker for tie in read.of("funds")] == [expected, expected]
    assert read.of("implements")[0].marker is None
    assert [fault.partition(": ")[2] for fault in read.problems()] == [problem] * bool(problem)


def test_missing_texts(tmp_path: Path) -> None:
    """A title or description without a narrative is reported; the identifier is then the name."""
    read = read_activity(tmp_path, "<description/>", title=" ", dates="")
    assert made(read).name == "XM-DAC-7-A"
    assert [fault for fault in read.problems() if "no <narrative>" in fault] == [
        "6: the title has no <narrative>",
        "11: the description has no <narrative>",
    ]
