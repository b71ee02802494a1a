"""What is said of money besides its amount."""

from pathlib import Path

import pytest
from lxml import etree

from ingest.iati.terms import earmarking
from tests.ingest.iati.written import MONEY, read_activity


def said_of(folder: Path, *parts: str, head: str = "", attributes: str = "") -> dict[str, str]:
    """What is kept of a disbursement with these parts, without the activity it is of."""
    kind = '<transaction-type code="3"/>'
    text = f"<transaction {attributes}>{kind}{MONEY}{''.join(parts)}</transaction>"
    (tie,) = read_activity(folder, head, text).of("funds")
    return dict(tie.extra) | ({"earmarking": tie.earmarking} if tie.earmarking else {})


@pytest.mark.parametrize(
    ("aid_types", "expected"),
    [
        ([("1", "C01"), ("2", "1")], "unearmarked"),
        ([("1", "B02"), ("2", "2")], "softly earmarked"),
        ([("2", "3")], "earmarked"),
        ([("2", "4")], "tightly earmarked"),
        ([("3", "A")], "unearmarked"),
        ([("3", "K")], "tightly earmarked"),
        ([("1", "B01")], "unearmarked"),
        ([(None, "B021")], "unearmarked"),
        ([("1", "C01")], None),
        ([("2", "9")], None),
        ([], None),
    ],
)
def test_earmarking(aid_types: list[tuple[str | None, str]], expected: str | None) -> None:
    """How free money is comes from its category, else its modality, else core support."""
    elements = []
    for vocabulary, code in aid_types:
        element = etree.Element("aid-type", code=code)
        if vocabulary:
            element.set("vocabulary", vocabulary)
        elements.append(element)
    assert earmarking(elements) == expected


def test_default_earmarking(tmp_path: Path) -> None:
    """The activity's aid types hold for transactions that have none of their own."""
    default = '<default-aid-type code="1" vocabulary="2"/>'
    own = '<aid-type code="4" vocabulary="2"/>'
    assert said_of(tmp_path, head=default) == {"earmarking": "unearmarked"}
    assert said_of(tmp_path, own, head=default) == {"earmarking": "tightly earmarked"}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ('<flow-type code="10"/>', {"flow type": "10 ODA"}),
        ('<finance-type code="110"/>', {"finance type": "110 Standard grant"}),
        ('<tied-status code="5"/>', {"tied status": "5"}),
        ('<disbursement-channel code="1"/>', {"disbursement channel": "1"}),
        ('<aid-type code="C01"/>', {"aid type": "C01 Project-type interventions"}),
        ('<aid-type code="1" vocabulary="4"/>', {"aid type of vocabulary 4": "1"}),
        ('<sector code="15180"/>', {"sector": "15180 Ending violence against women and girls"}),
        ('<sector code="A" vocabulary="99"/>', {"sector of vocabulary 99": "A"}),
        ('<recipient-country code="ML"/>', {"recipient country": "ML"}),
        ('<recipient-region code="1030"/>', {"recipient region": "1030 Western Africa, regional"}),
        ('<receiver-org ref="XM-DAC-7" receiver-activity-id="B"/>', {"receiver's activity": "B"}),
        ('<u:value-USD xmlns:u="urn:u">7.5</u:value-USD>', {"value-USD": "7.5"}),
        ("<description><narrative>Huts</narrative></description>", {"description": "Huts"}),
        ("<flow-type/>", {}),
        ("<description/>", {}),
    ],
)
def test_parts(tmp_path: Path, part: str, expected: dict[str, str]) -> None:
    """Each part of a transaction is kept in words, and those of other namespaces are too."""
    assert said_of(tmp_path, part) == expected


@pytest.mark.parametrize(("flag", "expected"), [("1", {"humanitarian": "yes"}), ("0", {})])
def test_humanitarian(tmp_path: Path, flag: str, expected: dict[str, str]) -> None:
    """A transaction that is humanitarian says so."""
    assert said_of(tmp_path, attributes=f'humanitarian="{flag}"') == expected


def test_vocabulary_too_long(tmp_path: Path) -> None:
    """A vocabulary that is no code is left out and noted, and the tie is kept."""
    part = f'<aid-type vocabulary="{"x" * 200_000}" code="C01"/>'
    read = read_activity(
        tmp_path, f'<transaction><transaction-type code="3"/>{MONEY}{part}</transaction>'
    )
    assert len(read.of("funds")) == 1
    assert any("vocabulary of <aid-type> is left out" in line for line in read.problems())
