"""The reference network, with hard cases of our own, as other tools are given it."""

from decimal import Decimal
from functools import cache

from graph.domain.model import Claim, Entity, Source, Tie
from graph.views.view import View
from ingest.reader import Given
from ingest.reference.reader import read_reference
from tests.networks import entity, shared, tie, view_of
from tests.strategies import HARD

OTHERS = ("Réseau", "شبكة السلام", "平和", 'a "b", [c]')


def _hard_cases() -> list[Claim]:
    named = [entity(f"hard/{place}", name=text) for place, text in enumerate(HARD) if text.strip()]
    amount = Decimal("1234567890123456.78")
    return [
        *named,
        entity("hard/a", "donor", aliases=OTHERS, since="1999-02"),
        entity("hard/b", "fund"),
        tie(
            "hard/a", "funds", "hard/b", id="hard/1", since="2019-07", amount=amount, currency="XOF"
        ),
        tie("hard/a", "funds", "hard/b", id="hard/2", role="again", until="2020"),
        tie("hard/a", "partners_with", "hard/b", id="hard/3"),
        tie("hard/b", "partners_with", "hard/a", id="hard/4"),
    ]


@cache
def reference() -> View:
    """A View of them."""
    items = read_reference(Given())
    claims = [one for one in items if isinstance(one, Source | Entity | Tie)]
    return view_of(*shared(), *claims, *_hard_cases())
