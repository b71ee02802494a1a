"""What is written and read back is the same network, format by format."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.domain.labels import Label
from graph.domain.model import Claim
from tests.networks import shared, view_of
from tests.strategies import SHARED, networks
from tests.visualise.exports.reading_back import (
    Carried,
    can_be_read_back,
    read_back,
    told_by_claims,
    told_by_view,
    written,
)

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def whole(text: str) -> str:
    """What JSON carries of a text: all of it."""
    return text


def without_controls(text: str) -> str:
    """What XML carries of a text."""
    return NOT_XML.sub("\ufffd", text)


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        pytest.param("cytoscape", whole, id="cytoscape"),
        pytest.param("kumu", whole, id="kumu"),
        pytest.param("kumu-remote", whole, id="kumu-remote"),
        pytest.param("ftm", whole, id="ftm"),
        pytest.param("gexf", without_controls, id="gexf"),
        pytest.param("graphml", without_controls, id="graphml"),
    ],
)
@settings(max_examples=40)
@given(claims=networks(), clearance=st.sampled_from(Label))
def test_same_network(name: str, carried: Carried, claims: list[Claim], clearance: Label) -> None:
    """Ids, kinds, names, labels, dates, amounts, sources and the rest come back as they were."""
    view = view_of(*shared(*SHARED), *claims, clearance=clearance)
    assume(can_be_read_back(view))
    with TemporaryDirectory() as folder:
        found = told_by_claims(read_back(written(view, name, Path(folder))))

    assert found == told_by_view(view, carried)
