"""Ties are held against the kinds of the entities that went by."""

import pytest

from graph.model import Tie
from ingest.fitting import Ends
from tests.networks import entity, tie


@pytest.fixture
def ends() -> Ends:
    """Give a network, a donor and a meeting that went by."""
    found = Ends()
    for one in (entity("list/net"), entity("list/bank", "donor"), entity("list/day", "event")):
        found.note(one)
    return found


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        pytest.param(tie("list/bank", "funds", "list/net"), "", id="fits"),
        pytest.param(tie("list/net", "works_on", "theme:mediation"), "", id="shared end"),
        pytest.param(tie("country:ML", "took_part_in", "list/day"), "", id="shared start"),
        pytest.param(
            tie("list/day", "partners_with", "list/net"),
            "from 'list/day' to 'list/net': partners_with does not start at event, but at any",
            id="start",
        ),
        pytest.param(
            tie("list/bank", "convened", "list/net"),
            "convened does not end at civil_society, but at peace_process or event",
            id="end",
        ),
        pytest.param(
            tie("list/net", "works_on", "theme:gardening"),
            "has an end that nobody describes: 'theme:gardening'",
            id="no such theme",
        ),
        pytest.param(
            tie("list/net", "active_in", "country:XX"),
            "has an end that nobody describes: 'country:XX'",
            id="no such country",
        ),
        pytest.param(
            tie("list/net", "partners_with", "list/nobody"),
            "has an end that nobody describes: 'list/nobody'",
            id="nobody",
        ),
    ],
)
def test_problem(ends: Ends, claim: Tie, problem: str) -> None:
    """A tie that joins what its kind cannot join, or nobody, is told with its ends."""
    found = ends.problem(claim)
    assert problem in found
    assert bool(found) == bool(problem)
    assert not found or f"tie {claim.id!r}" in found


def test_are_known(ends: Ends) -> None:
    """An end of a source's own may still come; a shared one is there or never will be."""
    assert ends.are_known(tie("list/bank", "funds", "list/net"))
    assert ends.are_known(tie("list/net", "active_in", "country:XX"))
    early = tie("list/net", "partners_with", "list/late")
    assert not ends.are_known(early)
    ends.note(entity("list/late"))
    assert ends.are_known(early)
