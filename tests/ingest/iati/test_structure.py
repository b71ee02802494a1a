"""What the schema asks of an activity."""

from pathlib import Path

import pytest
from lxml import etree

from ingest.decoding.faults import Faults
from ingest.iati.structure import (
    ACTIVITY,
    ATTRIBUTES,
    boolean,
    check,
    check_attributes,
    children_of,
    optional,
    required,
)
from tests.ingest.iati.written import activity

XSD = "{http://www.w3.org/2001/XMLSchema}"


def checked(text: str) -> list[str]:
    """The faults of an activity, each with its line."""
    faults = Faults("f")
    element = etree.fromstring(text)
    check(element, children_of(element), ACTIVITY, faults)
    return [f"{fault.place.line}: {fault.problem}" for fault in faults.drain()]


def test_schema(real_data: Path) -> None:
    """Order, need and number of an activity's children are those of the official schema."""
    schema = etree.parse(real_data / "iati-standard" / "schema" / "iati-activities-schema.xsd")
    path = f"{XSD}element[@name='iati-activity']/{XSD}complexType/{XSD}sequence/{XSD}element"
    found = [
        (e.get("ref") or e.get("name"), e.get("minOccurs") == "1", e.get("maxOccurs") == "1")
        for e in schema.iterfind(path)
    ]
    assert [(tag, part.needed, part.once) for tag, part in ACTIVITY.parts.items()] == found


@pytest.mark.parametrize("tag", ["participating-org", "reporting-org"])
def test_attributes_of_the_schema(real_data: Path, tag: str) -> None:
    """The attributes that organisations may have are those of the official schemas."""
    found = set()
    for name in ("iati-activities-schema.xsd", "iati-common.xsd"):
        schema = etree.parse(real_data / "iati-standard" / "schema" / name)
        path = f"{XSD}element[@name='{tag}']/{XSD}complexType/{XSD}attribute"
        found |= {attribute.get("name") for attribute in schema.iterfind(path)}
    assert found == ATTRIBUTES[tag]


def test_valid() -> None:
    """A valid activity has no fault, whatever other namespaces add to it."""
    assert checked(activity("<x:a xmlns:x='urn:x'/>")) == []


@pytest.mark.parametrize(
    "tag",
    [
        "iati-identifier",
        "reporting-org",
        "title",
        "description",
        "participating-org",
        "activity-status",
        "activity-date",
    ],
)
def test_missing(tag: str) -> None:
    """Each child that an activity must have is missed."""
    element = etree.fromstring(activity())
    for child in element.findall(tag):
        element.remove(child)
    assert checked(etree.tostring(element, encoding="unicode")) == [
        f"1: the activity has no <{tag}>"
    ]


@pytest.mark.parametrize(
    ("rest", "problems"),
    [
        pytest.param(
            "<activity-scope code='1'/>\n<activity-scope code='2'/>",
            ["10: the activity has 2 <activity-scope>, it may have one"],
            id="one too many",
        ),
        pytest.param(
            "<sector code='1'/>\n<recipient-country code='ML'/>\n<title/>",
            [
                "11: the activity has 2 <title>, it may have one",
                "10: <recipient-country> stands after <sector>; the schema wants it before",
            ],
            id="out of order, said once",
        ),
        pytest.param(
            "<gender/>",
            ["9: <gender> is no element of IATI 2.03; nothing was made of it"],
            id="unknown",
        ),
    ],
)
def test_faults(rest: str, problems: list[str]) -> None:
    """What an activity has too often, in the wrong place or without the standard is noted."""
    assert checked(activity(rest)) == problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", True), ("true", True), (" 0 ", False), ("false", False), ("yes", None), ("", None)],
)
def test_boolean(text: str, expected: bool | None) -> None:  # noqa: FBT001 - what is tested
    """True and false are written in two ways each; anything else is a fault."""
    faults = Faults("f")
    assert boolean(etree.fromstring(f"<a b='{text}'/>"), "b", faults) is expected
    assert len(faults.drain()) == (expected is None)
    assert boolean(etree.fromstring("<a/>"), "b", faults) is None
    assert faults.drain() == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(" a b ", "a b", id="white space around"),
        pytest.param("a&#10;&#9;b", "a b", id="line feed within"),
        pytest.param("   ", None, id="blank"),
        pytest.param("x" * 500, "x" * 500, id="long"),
        pytest.param("x" * 501, None, id="too long"),
        pytest.param("a&#127;", None, id="control character"),
    ],
)
def test_optional(value: str, expected: str | None) -> None:
    """An attribute is one line of text of a length that an id may have."""
    assert optional(etree.fromstring(f"<a b='{value}'/>"), "b", Faults("f")) == expected


def test_required() -> None:
    """A required attribute is reported where it is missing, an optional one is not."""
    faults = Faults("f")
    assert required(etree.fromstring("<a/>"), "b", faults) is None
    assert optional(etree.fromstring("<a/>"), "b", faults) is None
    assert [fault.problem for fault in faults.drain()] == ["<a> without b"]


def test_attributes() -> None:
    """An attribute that the standard does not know is noted, those of other namespaces are not."""
    faults = Faults("f")
    text = "<provider-org ref='A' xml:lang='en' kind='x' provider-activity-id=''/>"
    check_attributes(etree.fromstring(text), faults)
    assert [fault.problem for fault in faults.drain()] == [
        "<provider-org> has an attribute 'kind', which the standard does not know"
    ]
