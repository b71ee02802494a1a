"""The garbage collector rests during some work, and never for good."""

import gc

import pytest

from graph.views.garbage import uncollected


def test_rests() -> None:
    """It is off while the work is done, and on again after it, within other such work too."""
    inner = uncollected(gc.isenabled)
    outer = uncollected(lambda: (gc.isenabled(), inner(), gc.isenabled()))
    assert outer() == (False, False, False)
    assert gc.isenabled()


def test_on_again_after_a_failure() -> None:
    """Work that fails leaves it on, and fails as it would."""
    with pytest.raises(ZeroDivisionError):
        uncollected(lambda: 1 // 0)()
    assert gc.isenabled()


def test_left_off() -> None:
    """Where somebody turned it off, it stays off."""
    gc.disable()
    try:
        assert uncollected(lambda number: number + 1)(1) == 2
        assert not gc.isenabled()
    finally:
        gc.enable()
