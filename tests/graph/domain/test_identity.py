"""Identifiers are written in one form, and checked where their scheme has a check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.errors import ClaimError
from graph.domain.identity import EXACT, SHARED, identifier, is_exact


@pytest.mark.parametrize(
    ("scheme", "value", "written"),
    [
        pytest.param("wikidata", "Q7159", "wikidata:Q7159", id="wikidata"),
        pytest.param("Wikidata", " q7159 ", "wikidata:Q7159", id="small letters and spaces"),
        pytest.param("wikidata", "https://www.wikidata.org/wiki/Q42", "wikidata:Q42", id="page"),
        pytest.param("wikidata", "http://www.wikidata.org/entity/Q42", "wikidata:Q42", id="uri"),
        pytest.param("ror", "https://ror.org/05gq02987", "ror:05gq02987", id="ROR page"),
        pytest.param("ror", "05GQ02987", "ror:05gq02987", id="ROR in capitals"),
        pytest.param("lei", "5493001KJTIIGC8Y1R12", "lei:5493001KJTIIGC8Y1R12", id="LEI"),
        pytest.param("lei", "529900fzrk8fgmpeom08", "lei:529900FZRK8FGMPEOM08", id="LEI small"),
        pytest.param("iso3166-1", "ml", "iso3166-1:ML", id="country"),
        pytest.param("org-id", "xm-dac-41146", "org-id:XM-DAC-41146", id="DAC channel"),
        pytest.param("org-id", "GB-CHC - 202918", "org-id:GB-CHC-202918", id="spaces within"),
        pytest.param("org-id", "NL-KVK-41158230", "org-id:NL-KVK-41158230", id="register"),
        pytest.param("org-id", "GB-1", "org-id:GB-1", id="older form"),
        pytest.param("iati", " XM-DAC-7  PPR-1 ", "iati:XM-DAC-7 PPR-1", id="activity"),
        pytest.param("tracktwo", "reference/un-women", "tracktwo:reference/un-women", id="ours"),
        pytest.param("de.handelsregister", "HRB 1", "de.handelsregister:HRB 1", id="unknown"),
    ],
)
def test_identifier(scheme: str, value: str, written: str) -> None:
    """One thing's identifier is one text, however a source wrote it."""
    assert identifier(scheme, value) == written


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        pytest.param("wikidata", "7159", id="no Q"),
        pytest.param("wikidata", "Q0", id="Q0"),
        pytest.param("wikidata", "Q\u0667\u0661\u0665\u0669", id="Arabic digits"),
        pytest.param("wikidata", "https://example.org/wiki/Q42", id="elsewhere"),
        pytest.param("ror", "05gq02988", id="ROR check digits"),
        pytest.param("ror", "05gl02987", id="ROR with an l"),
        pytest.param("ror", "5gq02987", id="ROR too short"),
        pytest.param("ror", "0\u212agq02987", id="sign of Kelvin"),
        pytest.param("lei", "5493001KJTIIGC8Y1R13", id="LEI check digits"),
        pytest.param("lei", "5493001KJTIIGC8Y1R1", id="LEI too short"),
        pytest.param("lei", "5493001KJTIIGC8Y1R1٢", id="LEI Arabic digit"),
        pytest.param("iso3166-1", "MLI", id="three letters"),
        pytest.param("org-id", "41146", id="no list"),
        pytest.param("org-id", "XM-", id="no number"),
        pytest.param("org-id", "XM--1", id="two hyphens"),
        pytest.param("org-id", "n/a", id="not a list"),
        pytest.param("iati", "  ", id="nothing"),
        pytest.param("anything", "", id="nothing of a scheme unknown"),
    ],
)
def test_refused(scheme: str, value: str) -> None:
    """A value that its scheme does not allow is refused with both."""
    with pytest.raises(ClaimError, match=f"is not of the form of {scheme} identifiers"):
        identifier(scheme, value)


@pytest.mark.parametrize("scheme", ["", "org id", "7", "http://x", "схема"])
def test_no_scheme(scheme: str) -> None:
    """A scheme is a word, small or not."""
    with pytest.raises(ClaimError, match="is no scheme of identifiers; write one like org-id"):
        identifier(scheme, "1")


def test_only_known_schemes_are_exact() -> None:
    """A scheme that nobody here knows is kept, and proves nothing."""
    assert all(is_exact(f"{scheme}:1") for scheme in EXACT)
    assert not is_exact("vat:1")
    assert not is_exact("")
    assert EXACT.keys() >= SHARED


@given(st.integers(0, 19), st.sampled_from("0123456789"))
def test_a_wrong_digit_is_found(place: int, digit: str) -> None:
    """Any one digit changed in a legal entity identifier is noticed (ISO 7064)."""
    good = "5493001KJTIIGC8Y1R12"
    changed = good[:place] + digit + good[place + 1 :]
    if good[place].isdigit() and changed != good:
        with pytest.raises(ClaimError, match="not of the form of lei"):
            identifier("lei", changed)


@given(st.sampled_from([*EXACT, "unknown"]), st.text(max_size=30))
def test_written_once(scheme: str, value: str) -> None:
    """An identifier that was written is written the same again; all else is refused in words."""
    try:
        written = identifier(scheme, value)
    except ClaimError:
        return
    assert identifier(*written.split(":", 1)) == written
