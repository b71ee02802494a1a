"""Readers of every format, given files with bytes changed: nothing but what they declare."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.domain.model import Entity, Source, Tie
from ingest.errors import ReadError
from ingest.formats import format_of
from ingest.inspecting.looking import inspect
from ingest.inspecting.proposing import propose
from ingest.reader import Given, Held, Refused
from tests.ingest.samples import SAMPLES, Sample

Change = Callable[[bytes], bytes]

#: What stands where in files that were made by hand or by force.
ODD = (
    *(b"", b"\x00", b"\xff\xfe", b"\xe9", b"\xf0\x9f\x95\x8a", b"\r", b"\n", b"\t", b" ", b"\\"),
    *(b"<", b">", b"/", b"&", b"&#0;", b"<!--", b"]]>", b"<?", b"xmlns=''", b'"', b"'", b"=", b"-"),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"null",
        b"true",
        b"-1",
        b"1e999",
        b"NaN",
        b"[[]]",
        b"{}",
    ),
    *(b";", b"|", b"#", b"*a", b"&a", b"!!int", b"0", b"9999-99-99", b"2019-02-30", b"\\ud800"),
)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A change of a file: something put in, taken out, said twice, moved or flipped."""
    share = st.floats(0, 1, exclude_max=True)
    start, length, to = draw(share), draw(st.integers(0, 40)), draw(share)
    odd, flipped = draw(st.sampled_from(ODD)), draw(st.integers(1, 255))
    sort = draw(st.sampled_from(("put", "drop", "twice", "move", "flip", "cut")))

    def change(content: bytes) -> bytes:
        at, there = int(start * len(content)), int(to * len(content))
        piece = content[at : at + length]
        without = content[:at] + content[at + length :]
        made = {
            "put": content[:at] + odd + content[at:],
            "drop": without,
            "twice": content[:at] + piece + content[at:],
            "move": without[:there] + piece + without[there:],
            "flip": content[:at] + bytes(sign ^ flipped for sign in piece[:1]) + content[at + 1 :],
            "cut": content[:at],
        }
        return made[sort]

    return change


def spoilt(sample: Sample, made: list[Change]) -> bytes:
    """The sample after all changes."""
    content = sample.whole
    for change in made:
        content = change(content)
    return content


def read_on(sample: Sample, path: Path) -> None:
    """Read the file to its end, or to the first thing that its reader declares it cannot read."""
    ids: dict[str, Entity | Tie] = {}
    with suppress(ReadError):
        for item in sample.form.reader(path, Given(source="s")):
            assert isinstance(item, Source | Entity | Tie | Held | Refused)
            if isinstance(item, Refused):
                assert item.place.file == path.name
            if isinstance(item, Entity | Tie):
                # A store refuses an id that one load says twice, in other words.
                assert ids.setdefault(item.id, item) == item


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(changes(), min_size=1, max_size=4))
def test_any_bytes(tmp_path: Path, name: str, made: list[Change]) -> None:
    """A file that was spoilt anyhow is read, or refused as readers declare."""
    sample = SAMPLES[name]
    read_on(sample, sample.written(tmp_path, spoilt(sample, made)))


TOKENS = {
    "xml": b"<>",
    "json": b",",
    "csv": b",",
    "yaml": b"\n",
    "xlsx": b"<",
}


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """A file whose parts are shuffled, dropped or doubled is read, or refused as declared."""
    sample = SAMPLES[name]
    sign = TOKENS[sample.family][:1]
    parts = sample.whole.split(sign)
    drawn = data.draw(st.lists(st.sampled_from(range(len(parts))), max_size=3))
    order = list(range(len(parts)))
    for one in drawn:
        place = data.draw(st.integers(0, len(order)))
        order = [*order[:place], one, *order[place:]]
    for _ in range(data.draw(st.integers(0, 2))):
        order.pop(data.draw(st.integers(0, len(order) - 1)))
    read_on(sample, sample.written(tmp_path, sign.join(parts[one] for one in order)))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(SAMPLES)), made=st.lists(changes(), min_size=1, max_size=4))
def test_telling(tmp_path: Path, name: str, made: list[Change]) -> None:
    """The format of any file is told, or said to be none; a look at it never fails otherwise."""
    sample = SAMPLES[name]
    path = replace(sample, format="any").written(tmp_path, spoilt(sample, made))
    with suppress(ReadError):
        format_of(path)
    with suppress(ReadError):
        propose(inspect(path, path.name))
