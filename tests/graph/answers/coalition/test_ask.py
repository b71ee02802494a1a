"""Asks that cannot be kept are refused when they are made."""

import re
from fractions import Fraction
from math import inf, nan

import pytest

from graph.answers.coalition.ask import Ask, Cost, Cover, Share, Weights, fraction
from graph.domain.errors import NeedError


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"at_least": 3}, "a table of 3 to 2 cannot be set", id="sizes crossed"),
        pytest.param({"at_least": 0}, "a table of 0 to 2 cannot be set", id="nobody"),
        pytest.param({"at_most": 1_001}, "a table of 1 to 1001 cannot be set", id="a crowd"),
        pytest.param({"within": 2}, "when the convenor is named", id="near to whom"),
        pytest.param({"joined": "with the convenor"}, "when the convenor is named", id="to whom"),
        pytest.param({"within": 7, "convenor": "a"}, "7 hops cannot be asked for", id="far"),
        pytest.param({"joined": "by hand"}, "joined 'by hand' is unknown", id="joined"),
        pytest.param({"apart": (("a", "a"),)}, "a, a: it takes two", id="apart from oneself"),
        pytest.param({"apart": ((),)}, "nobody: it takes two", id="nobody apart"),
        pytest.param({"budget": -1}, "the budget is -1, which is no amount", id="debt"),
        pytest.param({"budget": nan}, "the budget is nan", id="no number"),
        pytest.param({"cost_of_others": inf}, "the cost of others is inf", id="endless"),
        pytest.param({"alternatives": 21}, "ask for 0 to 20 alternatives", id="alternatives"),
        pytest.param({"differing": 0}, "alternatives differ in 1 member at least", id="same"),
        pytest.param({"seconds": 0}, "ask for up to 3600 seconds", id="no time"),
        pytest.param({"seconds": nan}, "ask for up to 3600 seconds", id="no time that is"),
    ],
)
def test_ask_refused(values: dict[str, object], words: str) -> None:
    """An ask that makes no sense says what would."""
    with pytest.raises(NeedError, match=re.escape(words)):
        Ask(**{"at_most": 2, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "values", "words"),
    [
        pytest.param(Cover, {"what": "size"}, "'size' cannot be asked of members", id="trait"),
        pytest.param(Cover, {"what": "theme"}, "which theme? name one or more", id="of what"),
        pytest.param(Cover, {"what": "women_led", "at_least": 0}, "at least 0 members", id="none"),
        pytest.param(Share, {"what": "kind", "at_most": 1}, "which kind?", id="share of what"),
        pytest.param(Share, {"what": "country", "at_least": 0.1}, "which country?", id="least"),
        pytest.param(Share, {"what": "women_led"}, "needs at_least or at_most", id="how much"),
        pytest.param(Share, {"what": "women_led", "at_least": 50}, "write 0.5 for half", id="%"),
        pytest.param(Share, {"what": "women_led", "at_most": nan}, "share of nan", id="nan"),
        pytest.param(Cost, {"id": "a", "amount": -2}, "the cost of a is -2", id="cost"),
        pytest.param(Weights, {"themes": -1}, "the weight of themes is not", id="weight"),
        pytest.param(Weights, {"standing": nan}, "the weight of standing is not", id="no weight"),
    ],
)
def test_part_refused(make: type, values: dict[str, object], words: str) -> None:
    """So does each part of an ask."""
    with pytest.raises(NeedError, match=re.escape(words)):
        make(**values)


@pytest.mark.parametrize(
    ("share", "meant"),
    [
        pytest.param(0.5, Fraction(1, 2), id="half"),
        pytest.param(0.3, Fraction(3, 10), id="one digit is meant"),
        pytest.param(0.33, Fraction(1, 3), id="a third"),
        pytest.param(0.6667, Fraction(2, 3), id="two thirds"),
        pytest.param(1 / 3, Fraction(1, 3), id="as exact as can be"),
        pytest.param(0.34, Fraction(17, 50), id="more than a third"),
        pytest.param(1, Fraction(1), id="all"),
        pytest.param(0, Fraction(0), id="none"),
    ],
)
def test_fraction(share: float, meant: Fraction) -> None:
    """A share is what was written, and a third if it is a third rounded."""
    assert fraction(share) == meant


def test_country_cap_needs_no_country() -> None:
    """At most a third from any one country is one demand, and it may be both at once."""
    assert Share(what="country", at_most=0.33).of == ()
    assert Share(what="country", of=("ML",), at_least=0.1, at_most=0.33).at_least == 0.1
