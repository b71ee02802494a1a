"""Whole IATI files: real ones, the official ones, and what no file of activities may be."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from ingest.errors import ReadError
from ingest.reader import Given
from tests.ingest.iati.written import Read, activity, document, read_text, reading

REAL = "iati-real/UNHCR-Activities-2023.v2.03.xml"
#: How the names of the official faulty organisation files begin.
ORGANISATIONS = "tests__organisation-tests__should-fail__reporting-org"


@pytest.fixture(scope="module")
def unhcr(real_data: Path) -> Read:
    """UNHCR's file of 2023, read."""
    return reading(real_data / REAL)


@pytest.fixture(scope="module")
def tree(real_data: Path) -> etree._ElementTree:
    """The same file as a tree, for counting it independently."""
    return etree.parse(real_data / REAL)


def test_real_file(unhcr: Read) -> None:
    """A publisher's file loads whole: every activity, participation and transaction."""
    assert unhcr.held["activities"] == 134
    assert unhcr.held["participations"] == 2573
    assert unhcr.held["transactions"] == 2678
    assert unhcr.refused == []
    assert len({tie.id for tie in unhcr.of("funds")}) == len(unhcr.of("funds"))


@pytest.mark.parametrize(
    ("what", "tag"),
    [
        ("activities", "iati-activity"),
        ("participations", "participating-org"),
        ("transactions", "transaction"),
        ("sectors", "iati-activity/sector"),
        ("tags", "tag"),
        ("recipient countries", "iati-activity/recipient-country"),
        ("recipient regions", "iati-activity/recipient-region"),
        ("related activities", "related-activity"),
        ("budgets", "budget"),
        ("documents", "iati-activity/document-link"),
        ("locations", "location"),
        ("contacts", "contact-info"),
        ("humanitarian scopes", "humanitarian-scope"),
    ],
)
def test_real_counts(unhcr: Read, tree: etree._ElementTree, what: str, tag: str) -> None:
    """What the report says a file held is what a plain count of its elements gives."""
    assert unhcr.held[what] == len(tree.findall(f".//{tag}")) > 0


def test_real_amounts(unhcr: Read, tree: etree._ElementTree) -> None:
    """The money of all transactions adds up to what the file has, currency by currency."""
    counted: Counter[str | None] = Counter()
    for value in tree.iterfind(".//transaction/value"):
        counted[value.get("currency")] += Decimal(value.text or "")  # type: ignore[assignment]
    made: Counter[str | None] = Counter()
    for tie in unhcr.of("funds"):
        made[tie.currency] += tie.amount or 0  # type: ignore[assignment]
    del made[None]
    assert made == counted
    assert len(counted) > 10


def test_real_organisations(unhcr: Read, tree: etree._ElementTree) -> None:
    """Each reference is one entity, and each name without one; two of these are joined."""
    tags = ("reporting-org", "participating-org", "provider-org")
    met = [(e.get("ref"), e.findtext("narrative")) for tag in tags for e in tree.iter(tag)]
    refs = {ref for ref, _ in met if ref is not None and "-" in ref[1:]}
    names = {name for ref, name in met if ref not in refs}
    made = [e for e in unhcr.entities.values() if "/org:" in e.id]
    assert len(made) == len(refs) + len(names)
    joined = {e.name for e in made if e.identifiers and e.identifiers[0].startswith("tracktwo:")}
    assert joined == {"Government of Canada", "Government of Spain"}
    assert unhcr.held["organisations"] == len(made) - 2


def test_real_relations(unhcr: Read, tree: etree._ElementTree) -> None:
    """A parent and its child state one tie between them; siblings outside the file are named."""
    stated = set()
    for element in tree.iter("iati-activity"):
        name = element.findtext("iati-identifier")
        stated |= {(name, r.get("ref")) for r in element.iterfind("related-activity[@type='1']")}
        stated |= {(r.get("ref"), name) for r in element.iterfind("related-activity[@type='2']")}
    assert len({tie.id for tie in unhcr.of("part_of")}) == len(stated) == 133
    here = {element.text for element in tree.iter("iati-identifier")}
    related = {element.get("ref") for element in tree.iter("related-activity")}
    named_only = ("known", "only as related to others")
    outside = {e.name for e in unhcr.entities.values() if named_only in e.extra}
    assert outside == related - here


def test_real_twice(unhcr: Read, real_data: Path) -> None:
    """Reading a file twice gives the same items in the same order."""
    assert reading(real_data / REAL).items == unhcr.items


def test_ends(unhcr: Read) -> None:
    """Both ends of every tie are entities of the file, or shared contexts."""
    ends = {end for tie in unhcr.ties for end in (tie.start, tie.end)}
    assert {end for end in ends if end.startswith("s/")} <= unhcr.entities.keys()


@pytest.mark.parametrize(
    "name",
    [
        "02-minimal-doc.xml",
        "21-transaction.xml",
        "22-participating-org.xml",
        "34-sector.xml",
        "35-policy-marker.xml",
        "36-collaboration-type.xml",
        "41-related-activity.xml",
    ],
)
def test_should_pass(real_data: Path, name: str) -> None:
    """Each official file that is valid loads; its made-up codes are reported."""
    read = reading(real_data / "iati-standard" / "should-pass" / name)
    assert read.held["activities"] == 1
    assert "Xxxxxxx" in {entity.name for entity in read.entities.values()}
    assert len(read.of("reports_on")) == 1
    assert read.refused


def test_all_transactions_of_the_standard(real_data: Path) -> None:
    """Six transactions, the whole range of the official file, are six ties."""
    read = reading(real_data / "iati-standard" / "should-pass" / "21-transaction.xml")
    assert [tie.amount for tie in read.of("funds")] == [*[Decimal(100)] * 4, None, Decimal(100)]


def test_example(real_data: Path) -> None:
    """The official example, which uses every element, loads with the one code it has wrong."""
    path = real_data / "iati-standard" / "examples" / "activity-standard-example-annotated.xml"
    read = reading(path)
    assert read.problems() == ["282: '616' is no region of vocabulary 1"]
    assert read.named("Activity title").aliases == (
        "Titre de l'activité",
        "Título de la actividad",
    )
    assert {tie.end for tie in read.of("active_in")} >= {"country:AF", "country:AG", "region:005"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("01-empty-activity.xml", "7: the activity is empty: nothing was made of it"),
        (
            "18-missing-iati-activities-version.xml",
            "3: <iati-activities> has no version; the file is read as 2.03",
        ),
        ("20-two-reporting-orgs.xml", "9: the activity has 2 <reporting-org>, it may have one"),
        ("22-missing-title-narrative.xml", "8: the title has no <narrative>"),
        ("24-two-titles.xml", "13: the activity has 2 <title>, it may have one"),
        (
            "participating-org__01-activity-id-empty.xml",
            "8: <reporting-org> has an attribute 'activity-id', which the standard does not know",
        ),
        ("policy-marker__01-missing-code.xml", "18: <policy-marker> without code"),
        (
            "transaction__01-missing-transaction-type.xml",
            "21: the transaction has no <transaction-type>: no tie was made of it",
        ),
        (
            "transaction__02-missing-transaction-date.xml",
            "21: the transaction has no <transaction-date>: no tie was made of it",
        ),
        (
            "transaction__03-missing-value.xml",
            "21: the transaction has no <value>: no tie was made of it",
        ),
        (
            "transaction__04-missing-description-narrative.xml",
            "27: the description of the transaction has no <narrative>",
        ),
        (
            f"{ORGANISATIONS}__01-missing-reporting-org.xml",
            "5: the organisation has no <reporting-org>",
        ),
        (
            f"{ORGANISATIONS}__02-missing-attribute-ref.xml",
            "10: <reporting-org> without ref",
        ),
        (
            f"{ORGANISATIONS}__03-missing-attribute-type.xml",
            "10: <reporting-org> without type",
        ),
        (
            f"{ORGANISATIONS}__04-non-boolean-secondary-reporter.xml",
            "10: secondary-reporter is 'xx', which is neither 1 (true) nor 0 (false)",
        ),
    ],
)
def test_should_fail(real_data: Path, name: str, problem: str) -> None:
    """Each official file with a fault loads with that fault reported at its line."""
    assert problem in reading(real_data / "iati-standard" / "should-fail" / name).problems()


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("participating-org__01-activity-id-cardinality", ":8: .*activity-id redefined"),
    ],
)
def test_should_fail_altogether(real_data: Path, name: str, match: str) -> None:
    """What is no XML is refused by name and line."""
    with pytest.raises(ReadError, match=match):
        reading(real_data / "iati-standard" / "should-fail" / name)


def test_no_official_fault_is_forgotten(real_data: Path) -> None:
    """The two tests above name every file that should fail."""
    folder = real_data / "iati-standard" / "should-fail"
    marks = test_should_fail.pytestmark + test_should_fail_altogether.pytestmark  # type: ignore[attr-defined]
    named = {case[0] for mark in marks for case in mark.args[1]}
    assert named == {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("attributes", "problems"),
    [
        pytest.param('version="1.04"', [], id="1.0x"),
        pytest.param('version="1"', [], id="1"),
        pytest.param('version="2.02"', [], id="2.02"),
        pytest.param(
            'version="3"',
            ["2: '3' is no version of the standard; the file is read as 2.03"],
            id="no edition",
        ),
        pytest.param(
            "", ["2: <iati-activities> has no version; the file is read as 2.03"], id="no version"
        ),
    ],
)
def test_versions(tmp_path: Path, attributes: str, problems: list[str]) -> None:
    """A version that is unknown or missing is reported, and the file is read by how it is."""
    read = read_text(tmp_path, document(activity(), attributes=attributes))
    assert read.problems() == problems
    assert len(read.of("reports_on")) == 1


def test_source(tmp_path: Path) -> None:
    """The source is called after the organisation that reports, and dated as the file is."""
    stamp = 'version="2.03" generated-datetime="2024-02-29T08:00:00Z"'
    path = tmp_path / "Our File (2).xml"
    path.write_text(document(activity(), attributes=stamp))
    (source,) = reading(path, Given(label=Label.AMBER)).sources
    assert (source.id, source.title) == ("our-file-2", "IATI activities of Reporter")
    assert source.publisher == "Reporter"
    assert source.published == PartialDate("2024-02-29")
    assert source.label is Label.AMBER


def test_given_source(tmp_path: Path) -> None:
    """What the steward gives comes before what the file says, and all claims are of that source."""
    path = tmp_path / "f.xml"
    path.write_text(document(activity()))
    read = reading(path, Given(source="dfid", title="Ours"))
    assert (read.sources[0].id, read.sources[0].title) == ("dfid", "Ours")
    assert all(tie.source == "dfid" for tie in read.ties)


@pytest.mark.parametrize("reporter", ["", "<reporting-org ref='' type='10'/>"])
def test_source_without_reporter(tmp_path: Path, reporter: str) -> None:
    """A file whose first activity says not who reports is called by its name."""
    read = read_text(tmp_path, document(activity(reporter=reporter)), name="f.xml")
    assert read.sources[0].title == "f.xml"
    assert read.of("reports_on") == []


def test_bad_date_of_file(tmp_path: Path) -> None:
    """A date of the file that is none is reported, and left out."""
    read = read_text(
        tmp_path, document(activity(), attributes='version="2.03" generated-datetime="yesterday"')
    )
    assert read.sources[0].published is None
    assert read.problems() == ["2: generated-datetime 'yesterday' is no date"]


@pytest.mark.parametrize("what", ["activity", "organisation"])
def test_no_record(tmp_path: Path, what: str) -> None:
    """A file without records is a source and one fault."""
    root = {"activity": "iati-activities", "organisation": "iati-organisations"}[what]
    read = read_text(tmp_path, f"<{root} version='2.03'/>")
    assert read.problems() == [f"1: the file holds no {what}"]
    assert len(read.items) == 2


@pytest.mark.parametrize(
    ("text", "match"),
    [
        pytest.param("<html><p/></html>", ":1: the first element is <html>", id="XHTML"),
        pytest.param("<a/>", "begins with <iati-activities>", id="another XML"),
    ],
)
def test_other_files(tmp_path: Path, text: str, match: str) -> None:
    """A file of something else is refused in words that say what was found."""
    with pytest.raises(ReadError, match=match):
        read_text(tmp_path, text)


def test_claim_that_cannot_be(tmp_path: Path) -> None:
    """What the domain refuses though the file is well-formed stops the reading at its line."""
    path = tmp_path / "f.xml"
    path.write_text(document(activity()))
    with pytest.raises(ReadError, match=r"f\.xml:3: this activity cannot be kept: .*characters"):
        reading(path, Given(source="s" * 999))


def test_order_of_activities(tmp_path: Path) -> None:
    """The same activities in another order make the same claims, under the same ids."""
    one, two = activity(identifier="A-1"), activity(identifier="A-2", title="Other")
    first = read_text(tmp_path, document(one, two))
    second = read_text(tmp_path, document(two, one))
    assert first.entities == second.entities
    assert {tie.id: tie for tie in first.ties} == {tie.id: tie for tie in second.ties}
