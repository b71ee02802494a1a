"""Files of editions before 2.01 say the same as those of 2.03."""

from pathlib import Path

import pytest
from lxml import etree

from ingest.iati.codelists import codelist
from ingest.iati.earlier import EARLIER, is_earlier, leniency, renew
from tests.ingest.iati.written import Read, activity, document, read_text

#: What a publisher of 2012 wrote, in the ways of then.
OLD = """<iati-activity default-currency="USD" xml:lang="en">
<reporting-org ref="XM-DAC-7" type="10">Reporter</reporting-org>
<iati-identifier>XM-DAC-7-A</iati-identifier>
<title>Peace huts</title>
<title xml:lang="fr">Cases de la paix</title>
<description>Women talk.</description>
<activity-date type="start-planned" iso-date="2011-01-01">1 January</activity-date>
<activity-date type="start-actual">2011-02-03</activity-date>
<participating-org role="Funding" ref="XX-A-1">Giver</participating-org>
<participating-org role="implementing" ref="XX-A-2">Taker</participating-org>
<sector vocabulary="DAC" code="15220">Civilian peace-building</sector>
<policy-marker vocabulary="DAC" code="1" significance="2">Gender equality</policy-marker>
<other-identifier owner-ref="XM-DAC-7">OWN-9</other-identifier>
<activity-website>https://huts.example/</activity-website>
<transaction><transaction-type code="D">Disbursement</transaction-type>
<transaction-date iso-date="2011-05-06">6 May</transaction-date>
<value value-date="2011-05-06">1000</value><description>For talks</description>
<provider-org ref="XX-A-1">Giver</provider-org><receiver-org ref="XX-A-2">Taker</receiver-org>
</transaction>
</iati-activity>
"""
#: The same as it is written since 2.01.
NEW = """<iati-activity default-currency="USD" xml:lang="en">
<iati-identifier>XM-DAC-7-A</iati-identifier>
<reporting-org ref="XM-DAC-7" type="10"><narrative>Reporter</narrative></reporting-org>
<title><narrative>Peace huts</narrative>
<narrative xml:lang="fr">Cases de la paix</narrative></title>
<description><narrative>Women talk.</narrative></description>
<participating-org role="1" ref="XX-A-1"><narrative>Giver</narrative></participating-org>
<participating-org role="4" ref="XX-A-2"><narrative>Taker</narrative></participating-org>
<other-identifier ref="OWN-9"/>
<activity-status code="2"/>
<activity-date type="1" iso-date="2011-01-01"/>
<activity-date type="2" iso-date="2011-02-03"/>
<sector vocabulary="1" code="15220"><narrative>Civilian peace-building</narrative></sector>
<policy-marker vocabulary="1" code="1" significance="2"/>
<transaction><transaction-type code="3"/>
<transaction-date iso-date="2011-05-06"/>
<value value-date="2011-05-06">1000</value>
<description><narrative>For talks</narrative></description>
<provider-org ref="XX-A-1"><narrative>Giver</narrative></provider-org>
<receiver-org ref="XX-A-2"><narrative>Taker</narrative></receiver-org>
</transaction>
<document-link url="https://huts.example/"><category code="A12"/></document-link>
</iati-activity>
"""


def said(read: Read) -> tuple[object, ...]:
    """All that a file says, but for the status, which only one of the two has."""
    entities = {
        name: (one.name, one.aliases, one.link, one.since, one.until, one.summary)
        for name, one in read.entities.items()
    }
    extra = [pair for pair in read.named("Peace huts").extra if pair[0] != "status"]
    return entities, {tie.id: tie for tie in read.ties}, extra


def test_the_same(tmp_path: Path) -> None:
    """An activity written as before 2.01 makes the claims of the same one written since."""
    old = read_text(tmp_path, document(OLD, attributes='version="1.03"'))
    new = read_text(tmp_path, document(NEW))
    assert said(old) == said(new)
    assert old.problems() == new.problems() == []


@pytest.mark.parametrize(
    ("version", "problems"),
    [
        *[pytest.param(f'version="1.0{n}"', 0, id=f"1.0{n}") for n in range(1, 6)],
        pytest.param('version="1.0"', 0, id="1.0"),
        pytest.param("", 1, id="none"),
        pytest.param('version="Sept 2011"', 1, id="unknown"),
    ],
)
def test_versions(tmp_path: Path, version: str, problems: int) -> None:
    """Editions are told by version, else by how the first activity is written, which is said."""
    read = read_text(tmp_path, document(OLD, attributes=version))
    assert len(read.of("funds")) == 2
    assert len(read.refused) == problems
    assert all("read as of an edition before 2.01" in line for line in read.problems())


def test_alone(tmp_path: Path) -> None:
    """An activity may be the root of its file."""
    read = read_text(tmp_path, OLD.replace("<iati-activity", '<iati-activity version="1.01"', 1))
    assert read.held["activities"] == 1
    assert read.problems() == []
    assert read.sources[0].title == "IATI activities of Reporter"


def test_no_activity_in_an_activity(tmp_path: Path) -> None:
    """An activity in the one that is the root is none of its own."""
    text = OLD.replace("</iati-activity>", "<iati-activity/></iati-activity>")
    read = read_text(tmp_path, text)
    assert read.held["activities"] == 1
    assert any("<iati-activity> is no element" in line for line in read.problems())


def test_later_activities_too(tmp_path: Path) -> None:
    """Every activity of such a file is read so, whatever the first one shows."""
    other = OLD.replace("XM-DAC-7-A", "XM-DAC-7-B").replace("Peace huts", "Peace tents")
    read = read_text(tmp_path, document(activity(), other, attributes='version="1.02"'))
    assert read.named("Peace tents").summary == "Women talk."
    assert len(read.of("funds")) == 2


def test_editions_since_are_not_lenient(tmp_path: Path) -> None:
    """A file that says it is of 2.03 is held against 2.03."""
    problems = read_text(tmp_path, document(OLD)).problems()
    assert any("'Funding' is no role of an organisation" in line for line in problems)
    assert any("stands after" in line for line in problems)


@pytest.mark.parametrize("name", ["role", "letter", "date"])
def test_codes_are_known(name: str) -> None:
    """Words stand for codes that the codelists of today have."""
    tag, attribute, known = {
        "role": ("participating-org", "role", codelist("OrganisationRole")),
        "letter": ("transaction-type", "code", codelist("TransactionType")),
        "date": ("activity-date", "type", dict.fromkeys("1234")),
    }[name]
    codes = set(leniency().words[tag][attribute].values())
    assert codes <= set(known)
    assert len(codes) == {"role": 4, "letter": 10, "date": 4}[name]


@pytest.mark.parametrize("letter", ["C", "D", "E", "IF", "IR", "LR", "R", "QP", "QS", "CG"])
def test_letters(letter: str) -> None:
    """Each letter of a transaction's type is known, in either case."""
    for written in (letter, letter.lower()):
        record = etree.fromstring(
            f"<iati-activity><transaction-type code='{written}'/></iati-activity>"
        )
        renew(record)
        assert record[0].get("code", "").isdigit()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<title>Huts</title>", True, id="text"),
        pytest.param("<title><narrative>Huts</narrative></title>", False, id="narrative"),
        pytest.param("<title> <!-- --> </title>", False, id="space"),
        pytest.param("<participating-org role=' FUNDING '/>", True, id="word"),
        pytest.param("<participating-org role='1'/>", False, id="code"),
        pytest.param("<transaction><transaction-type code='lr'/></transaction>", True, id="letter"),
    ],
)
def test_is_earlier(text: str, expected: bool) -> None:  # noqa: FBT001 - what is expected
    """Texts in elements and words for codes are what tells an earlier edition."""
    assert is_earlier(etree.fromstring(f"<iati-activity>{text}</iati-activity>")) is expected


def test_what_is_new_stays() -> None:
    """What is written as since 2.01 is not touched."""
    record = etree.fromstring(NEW)
    before = etree.tostring(record)
    renew(record)
    assert etree.tostring(record) == before


def test_type_by_text() -> None:
    """A transaction without a code has the type that its text says."""
    record = etree.fromstring(
        "<iati-activity><transaction-type> Incoming\nFunds</transaction-type></iati-activity>"
    )
    renew(record)
    assert record[0].get("code") == "1"


def test_fault_at_its_line(tmp_path: Path) -> None:
    """What is wrong with a text is reported where it stands."""
    text = OLD.replace("Women talk.", "x" * 100_001)
    read = read_text(tmp_path, document(text, attributes='version="1.05"'))
    assert any(
        line.startswith("8: the text of <narrative> has 100,001") for line in read.problems()
    )


def test_organisation(tmp_path: Path) -> None:
    """An organisation file of then has its names in elements, and another identifier."""
    read = read_text(
        tmp_path,
        '<iati-organisations version="1.03"><iati-organisation xml:lang="en">'
        "<iati-identifier>XX-A-1</iati-identifier><name>Giver</name>"
        '<name xml:lang="fr">Donneur</name></iati-organisation></iati-organisations>',
    )
    (one,) = read.entities.values()
    assert (one.name, one.aliases, one.identifiers) == ("Giver", ("Donneur",), ("org-id:XX-A-1",))
    assert read.problems() == []


@pytest.mark.parametrize("version", ["2.01", "10", "1.0.1", "", "1.", "1.001"])
def test_no_earlier_version(version: str) -> None:
    """Only what begins with 1 and has an edition of two digits, or less exactly, is one."""
    assert EARLIER.fullmatch(version) is None
