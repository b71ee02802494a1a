"""Whatever stands in a mapping: a plan, or an error with its place."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ReadError
from ingest.mapping.parsing import read_plan
from ingest.mapping.plan import Plan
from ingest.mapping.reader import read_mapped
from ingest.mapping.sections import sections
from ingest.reader import Given

TABLE = (
    "Name,Type,Date,Amount,Partners\nA,donor,2019,5,B;C\nB,x,3/4/2019,1.000,\n,,,,\nA,fund,,,B\n"
)
WORDS = ("<Name>", "<Type>", "<Date>", "<Amount>", "<Partners>", "<None>", "donor", "body", "rest")
MORE = ("funds", "knows", "mediation", "ML", ";", "DD/MM/YYYY", ",", "true", "1", "2019", "", "USD")

texts = st.sampled_from((*WORDS, *MORE)) | st.none() | st.text(max_size=8)
names = st.sampled_from([key for keys in sections().values() for key in keys] + ["body", "other"])
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def keyed(section: str, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A section with keys of its own, whatever stands behind them."""
    keys = [key for key in sections()[section] if key not in more]
    return st.builds(
        lambda known, others: {**others, **known},
        st.fixed_dictionaries(more),
        st.dictionaries(st.sampled_from(keys), texts | values, max_size=4),
    )


entities = keyed("entity", kind=st.sampled_from(["donor", "<Type>"]), name=st.just("<Name>"))
ends = st.sampled_from(["body", "other", {"among": "body", "name": "<Partners>"}])
ties = keyed("tie", kind=st.sampled_from(["funds", "<Type>"]), **{"from": ends, "to": ends})
mappings = values | keyed(
    "table",
    entities=st.dictionaries(st.sampled_from(["body", "other"]), entities, min_size=1),
    ties=st.lists(ties, max_size=2),
)


def plan_of(folder: Path, content: bytes) -> Plan | None:
    """The plan of a mapping; None when it was refused, as a mistake in that file."""
    path = folder / "list.csv.mapping.yaml"
    path.write_bytes(content)
    try:
        return read_plan(path)
    except ReadError as error:
        place = error.place
    assert place.file == path.name
    return None


@given(mappings)
def test_any_mapping(mapping: Any) -> None:  # noqa: ANN401 - whatever YAML can hold
    """A mapping is read or refused; one that is read, reads the table or says why not."""
    with TemporaryDirectory() as folder:
        plan = plan_of(Path(folder), yaml.safe_dump(mapping, allow_unicode=True).encode())
        table = Path(folder) / "list.csv"
        table.write_text(TABLE, "utf-8")
        if plan is not None:
            with suppress(ReadError):
                list(read_mapped(table, Given(), plan))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes(content: bytes) -> None:
    """Bytes that are no mapping are refused as a mistake in that file."""
    with TemporaryDirectory() as folder:
        plan_of(Path(folder), content)
