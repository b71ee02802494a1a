"""What is wrong in a file, gathered."""

from lxml import etree

from ingest.decoding.faults import LISTED, Faults


def test_noted_and_drained() -> None:
    """Faults come out once, at the line of their element, in the order they were noted."""
    faults = Faults("f.xml")
    faults.note("a", etree.fromstring("<x>\n<y/></x>")[0], "first")
    faults.note("b", 7, "second")
    faults.note("c", None, "third")
    found = [f"{refused.place}: {refused.problem}" for refused in faults.drain()]
    assert found == ["f.xml:2: first", "f.xml:7: second", "f.xml: third"]
    assert faults.drain() == []
    assert faults.count == 3


def test_many_of_a_sort() -> None:
    """Of a fault that a file has a million times, the first are listed and the rest counted."""
    faults = Faults("f.xml")
    for line in range(LISTED + 1_234):
        faults.note("no date", line, f"no date in {line}")
    faults.note("other", 1, "once")
    assert len(faults.drain()) == LISTED + 1
    (rest,) = faults.rest()
    assert f"{rest.place}: {rest.problem}" == "f.xml: no date: 1,234 more than the 100 listed"
