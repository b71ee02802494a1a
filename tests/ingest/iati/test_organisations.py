"""Who is who among the organisations of a file."""

import doctest

import pytest
from lxml import etree

from graph.domain.model import Entity
from ingest.decoding.faults import Faults
from ingest.iati import organisations
from ingest.iati.organisations import Organisations, kind_of, organisation_identifier


def met(*texts: str) -> tuple[list[str | None], dict[str, Entity], list[str]]:
    """The ids that elements get, the entities made of them by id, and the faults."""
    faults = Faults("f")
    known = Organisations("s", faults)
    ids = [known.met(etree.fromstring(text), None) for text in texts]
    entities = {entity.id: entity for entity in known.entities()}
    assert len(known) == len(entities) - sum(
        e.identifiers[:1] != () and e.identifiers[0].startswith("tracktwo:")
        for e in entities.values()
    )
    return ids, entities, [fault.problem for fault in faults.drain()]


def org(name: str = "", ref: str = "", code: str = "") -> str:
    """A participating organisation."""
    narrative = f"<narrative>{name}</narrative>" if name else ""
    said = f" ref='{ref}'" * bool(ref) + f" type='{code}'" * bool(code)
    return f"<participating-org role='1'{said}>{narrative}</participating-org>"


def test_by_reference() -> None:
    """One reference is one organisation, under the name it is given most often."""
    names = ("UN Women", "UNW", "UN Women", "ONU Femmes")
    ids, entities, _ = met(*(org(name, "XM-DAC-41146", "40") for name in names))
    assert set(ids) == {"s/org:XM-DAC-41146"}
    (entity,) = entities.values()
    assert (entity.name, entity.aliases) == ("UN Women", ("ONU Femmes", "UNW"))
    assert entity.identifiers == ("org-id:XM-DAC-41146",)
    assert entity.kind == "un_entity"
    assert entity.extra == (("organisation type", "Multilateral"),)


def test_by_name() -> None:
    """Without a reference, a name is one organisation in any case and spacing."""
    ids, entities, _ = met(org("Femmes Africa"), org("FEMMES  africa"), org("Femmes d'Afrique"))
    assert ids[0] == ids[1] != ids[2]
    assert len(entities) == 2


def test_joined() -> None:
    """One that is named with and without a reference points from one to the other."""
    ids, entities, _ = met(org("Government of Spain"), org("Government of Spain", "ES-DIR3-EA1"))
    assert entities[str(ids[0])].identifiers == ("tracktwo:s/org:ES-DIR3-EA1",)
    assert entities[str(ids[1])].identifiers == ("org-id:ES-DIR3-EA1",)


def test_joined_by_another_name() -> None:
    """Any name of the one with a reference will do."""
    ids, entities, _ = met(org("SIDA"), org("Sida", "SE-0-A"), org("Sweden", "SE-0-A"))
    assert entities[str(ids[0])].identifiers == ("tracktwo:s/org:SE-0-A",)


def test_ambiguous() -> None:
    """A name that two references have joins neither."""
    ids, entities, _ = met(org("Ministry"), org("Ministry", "XX-A-1"), org("Ministry", "XX-A-2"))
    assert entities[str(ids[0])].identifiers == ()


@pytest.mark.parametrize("ref", ["-", "41119", "N/A", "XX"])
def test_reference_without_form(ref: str) -> None:
    """A reference that has not the form of one identifies nobody, but is kept."""
    ids, entities, _ = met(org("Fund", ref), org("Fund"))
    assert ids[0] == ids[1]
    assert entities[str(ids[0])].extra == (("reference", ref),)
    assert entities[str(ids[0])].identifiers == ()


def test_names_of_nobody_else() -> None:
    """An organisation without a name is called by its reference."""
    _, entities, _ = met(org(ref="GB-CHC-1"), org(ref="intern 7"))
    assert sorted(entity.name for entity in entities.values()) == ["GB-CHC-1", "intern 7"]


def test_nobody() -> None:
    """An element with neither is a fault."""
    ids, entities, problems = met("<provider-org type='10'/>", "<provider-org ref=' '/>")
    assert ids == [None, None]
    assert entities == {}
    assert problems == ["<provider-org> names nobody: it has neither a ref nor a narrative"] * 2


def test_languages() -> None:
    """Names in all languages are kept, the English one first."""
    text = (
        "<participating-org ref='XM-DAC-1-2' role='1'><narrative xml:lang='fr'>Paix</narrative>"
        "<narrative xml:lang='en'>Peace</narrative></participating-org>"
    )
    _, entities, _ = met(text, text)
    assert entities["s/org:XM-DAC-1-2"].name == "Peace"
    assert entities["s/org:XM-DAC-1-2"].aliases == ("Paix",)


def test_types() -> None:
    """The type given most often tells the kind and level; an unknown one is noted each time."""
    refs = [org("A", "XX-A-1", code) for code in ("22", "10", "22", "xx", "xx", "")]
    _, entities, problems = met(*refs)
    assert entities["s/org:XX-A-1"].kind == "civil_society"
    assert entities["s/org:XX-A-1"].level == "national"
    assert problems == ["'xx' is no type of organisation; its kind is left open"] * 2


@pytest.mark.parametrize(
    ("ref", "code", "name", "kind"),
    [
        ("org-id:XM-DAC-41121", "40", "UNHCR", "un_entity"),
        ("org-id:XM-DAC-41146", "22", "UN Women", "un_entity"),
        ("org-id:XM-DAC-41141", "40", "Peacebuilding Fund", "fund"),
        ("org-id:XM-OCHA-CERF", "40", "Central Emergency Response Fund", "fund"),
        ("org-id:XM-DAC-47005", "40", "African Union", "regional_body"),
        ("org-id:XM-DAC-46002", "40", "African Development Bank", "regional_body"),
        ("org-id:XI-IATI-EC_ECHO", "15", "ECHO", "regional_body"),
        ("org-id:XM-DAC-4-1", "10", "France", "government"),
        (None, "40", "United Nations Development Programme", "un_entity"),
        (None, "40", "Programme des Nations Unies", "un_entity"),
        (None, "40", "Some Multi-Partner Trust Fund of the United Nations", "fund"),
        (None, "40", "Fonds de paix", "fund"),
        (None, "40", "Founding states", "regional_body"),
        (None, "10", "United Nations Association Ministry", "government"),
        (None, "11", "City", "government"),
        (None, "15", "Agency", "government"),
        (None, "21", "Network", "civil_society"),
        (None, "22", "Network", "civil_society"),
        (None, "23", "Network", "civil_society"),
        (None, "24", "Network", "civil_society"),
        (None, "30", "Alliance", "organisation"),
        (None, "60", "Foundation", "donor"),
        (None, "70", "Company", "private_sector"),
        (None, "71", "Company", "private_sector"),
        (None, "72", "Company", "private_sector"),
        (None, "73", "Company", "private_sector"),
        (None, "80", "University", "academic"),
        (None, "90", "Other", "organisation"),
        (None, "", "Anybody", "organisation"),
    ],
)
def test_kinds(ref: str | None, code: str, name: str, kind: str) -> None:
    """The kind follows from identifier, type and, for multilateral bodies, name."""
    assert kind_of(ref, code, name) == kind


@pytest.mark.parametrize(
    ("reference", "expected"),
    [("xm-dac-7", "org-id:XM-DAC-7"), ("GB-CHC-1 2", "org-id:GB-CHC-12"), ("-", None), ("", None)],
)
def test_identifiers(reference: str, expected: str | None) -> None:
    """A reference of the form of organisation identifiers is one."""
    assert organisation_identifier(reference) == expected


def test_examples() -> None:
    """What the docstrings show is so."""
    assert doctest.testmod(organisations).failed == 0
