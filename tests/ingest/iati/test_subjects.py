"""Sectors, themes and places of an activity."""

from pathlib import Path

import pytest

from ingest.iati.codelists import codelist
from tests.ingest.iati.written import MONEY, Read, read_activity


def shares(read: Read, kind: str) -> dict[str, float | None]:
    """The ends of an activity's ties of one kind, with their shares."""
    ties = read.of(kind)
    assert len({tie.end for tie in ties}) == len(ties)
    return {tie.end: tie.share for tie in ties}


def spent(*parts: str) -> str:
    """A transaction with these parts."""
    return f"<transaction><transaction-type code='4'/>{MONEY}{''.join(parts)}</transaction>"


def test_sectors_and_themes(tmp_path: Path) -> None:
    """A sector of the DAC is an entity with its official names, and a theme where it is one."""
    texts = ("<sector code='15180' percentage='60'/>", "<sector code='21030' percentage='40'/>")
    read = read_activity(tmp_path, *texts)
    assert shares(read, "works_on") == {
        "s/sector:1:15180": 60.0,
        "s/sector:1:21030": 40.0,
        "theme:gender_based_violence": 60.0,
    }
    sector = read.entities["s/sector:1:15180"]
    english, french = codelist("Sector")["15180"]
    assert (sector.kind, sector.name, sector.aliases) == ("sector", english, (french,))
    assert sector.identifiers == ("dac:15180",)


def test_shares_of_a_theme_add_up(tmp_path: Path) -> None:
    """Sectors of one theme add up to its share, which is never more than all."""
    texts = [f"<sector code='{code}' percentage='60'/>" for code in ("11110", "11220", "12220")]
    assert shares(read_activity(tmp_path, *texts), "works_on") == {
        "s/sector:1:11110": 60.0,
        "s/sector:1:11220": 60.0,
        "s/sector:1:12220": 60.0,
        "theme:education": 100.0,
        "theme:health": 60.0,
    }


def test_vocabularies_do_not_add_up(tmp_path: Path) -> None:
    """Two vocabularies say the same of the same money: the larger share of a theme stands."""
    texts = (
        "<sector vocabulary='2' code='111' percentage='30'/>",
        "<sector vocabulary='1' code='11110' percentage='50'/>",
        "<sector vocabulary='10' code='7'/>",
    )
    found = shares(read_activity(tmp_path, *texts), "works_on")
    assert {end: share for end, share in found.items() if end.startswith("theme:")} == {
        "theme:education": 50.0,
        "theme:humanitarian_action": None,
        "theme:health": None,
    }


@pytest.mark.parametrize(
    ("text", "end", "name"),
    [
        pytest.param(
            "<sector vocabulary='99' code='A1'><narrative>Huts</narrative></sector>",
            "s/sector:99:A1",
            "Huts",
            id="of the publisher's own",
        ),
        pytest.param(
            "<sector vocabulary='98' code='A1'/>",
            "s/sector:98:A1",
            "Reporting Organisation 2: A1",
            id="without a name",
        ),
        pytest.param(
            "<sector vocabulary='7' code='5'/>",
            "s/sdg:5",
            "Goal 5. Achieve gender equality and empower all women and girls",
            id="goal",
        ),
        pytest.param(
            "<tag vocabulary='2' code='5'><narrative>05</narrative></tag>",
            "s/sdg:5",
            "Goal 5. Achieve gender equality and empower all women and girls",
            id="goal as tag",
        ),
        pytest.param(
            "<tag vocabulary='3' code='5.2'/>",
            "s/sdg:5.2",
            "Target 5.2. An end to violence against women and girls",
            id="target",
        ),
        pytest.param(
            "<tag vocabulary='3' code='9.1'/>", "s/sdg:9.1", "SDG Target: 9.1", id="other target"
        ),
        pytest.param(
            "<sector vocabulary='10' code='9'/>", "s/sector:10:9", "Nutrition", id="cluster"
        ),
        pytest.param(
            "<tag vocabulary='99' code='T'><narrative>T tag</narrative></tag>",
            "s/sector:tag 99:T",
            "T tag",
            id="tag",
        ),
        pytest.param(
            "<sector code='15199'/>",
            "s/sector:1:15199",
            "OECD DAC CRS Purpose Codes (5 digit): 15199",
            id="unknown code",
        ),
    ],
)
def test_vocabularies(tmp_path: Path, text: str, end: str, name: str) -> None:
    """A sector or tag of any vocabulary is an entity, with its vocabulary in its id."""
    read = read_activity(tmp_path, text)
    assert end in shares(read, "works_on")
    assert read.entities[end].name == name
    assert bool(read.refused) == ("15199" in text)


def test_themes_of_targets(tmp_path: Path) -> None:
    """A tag that is a target of the goals stands for its theme."""
    read = read_activity(tmp_path, "<tag vocabulary='3' code='5.2'/>")
    assert shares(read, "works_on")["theme:gender_based_violence"] is None


def test_unnamed_codes(tmp_path: Path) -> None:
    """Sectors, tags and places without a code are reported."""
    texts = ("<recipient-country/>", "<recipient-region/>", "<sector/>", "<tag vocabulary='2'/>")
    read = read_activity(tmp_path, *texts, "<tag code='1'/>")
    assert sorted(read.problems()) == [
        "11: <recipient-country> without code",
        "12: <recipient-region> without code",
        "13: <sector> without code",
        "14: <tag> without code",
        "15: <tag> without vocabulary",
    ]
    assert read.of("works_on") == read.of("active_in") == []


def test_places(tmp_path: Path) -> None:
    """Countries and regions of the world are the shared ones, with their shares."""
    texts = (
        "<recipient-country code='ML' percentage='25'/>",
        "<recipient-country code='ne' percentage='25.5'/>",
        "<recipient-region code='1030' percentage='40'/>",
        "<recipient-region vocabulary='2' code='030'/>",
    )
    assert shares(read_activity(tmp_path, *texts), "active_in") == {
        "country:ML": 25.0,
        "country:NE": 25.5,
        "region:011": 40.0,
        "region:030": None,
    }


def test_regions_of_its_own(tmp_path: Path) -> None:
    """A region that is none of the world's is the source's own, by its code and name."""
    texts = (
        "<recipient-region code='998'><narrative>Sahel</narrative></recipient-region>",
        "<recipient-region code='998'><narrative>Levant</narrative></recipient-region>",
        "<recipient-region code='589'/>",
        "<recipient-region vocabulary='99' code='A'><narrative>C</narrative></recipient-region>",
    )
    read = read_activity(tmp_path, *texts)
    names = {read.entities[end].name for end in shares(read, "active_in")}
    assert names == {"Sahel", "Levant", "Middle East, regional", "C"}
    assert {read.entities[end].kind for end in shares(read, "active_in")} == {"region"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "<recipient-country code='XX'/>",
            "'XX' is no country of ISO 3166-1: no tie was made to it",
        ),
        ("<recipient-country code='011'/>", "'011' is no country of ISO 3166-1: no tie was made"),
        ("<recipient-region code='1'/>", "'1' is no region of vocabulary 1"),
        ("<recipient-region vocabulary='2' code='ML'/>", "'ML' is no region of vocabulary 2"),
        ("<recipient-region vocabulary='2' code='9'/>", "'9' is no region of vocabulary 2"),
    ],
)
def test_unknown_places(tmp_path: Path, text: str, problem: str) -> None:
    """A place that nobody knows is reported."""
    read = read_activity(tmp_path, text)
    assert [fault for fault in read.problems() if problem in fault]
    assert read.of("active_in") == []


def test_of_transactions(tmp_path: Path) -> None:
    """What only transactions say of sectors and places counts for the activity, without a share."""
    read = read_activity(
        tmp_path,
        "<recipient-country code='ML' percentage='100'/>",
        spent("<sector code='15220'/>", "<recipient-country code='ML'/>"),
        spent("<sector code='15220'/>", "<recipient-region code='1030'/>"),
    )
    assert shares(read, "works_on") == {
        "s/sector:1:15220": None,
        "theme:peacebuilding": None,
        "theme:conflict_prevention": None,
    }
    assert shares(read, "active_in") == {"country:ML": 100.0, "region:011": None}


@pytest.mark.parametrize(("degree", "expected"), [("2", True), ("1", False), ("0", False)])
def test_gender_equality(tmp_path: Path, degree: str, expected: bool) -> None:  # noqa: FBT001
    """An activity whose principal objective is gender equality works on women's human rights."""
    read = read_activity(tmp_path, f"<policy-marker code='1' significance='{degree}'/>")
    assert ("theme:human_rights" in shares(read, "works_on")) == expected
