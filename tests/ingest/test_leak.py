"""What is loaded above a reader's clearance, before or after, changes nothing below it."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Judgement, Source, Tie
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from ingest.loading.load import load
from tests import strategies
from tests.networks import TODAY, entity, judged, shared, source, tie, told, visible

File = list[Claim]
FEW = shared(*strategies.SHARED)


def files_of(claims: Iterable[Claim]) -> dict[str, File]:
    """Claims by their source, as files hold them."""
    found: dict[str, File] = {}
    for claim in claims:
        if isinstance(claim, Source):
            found[claim.id] = [claim]
        elif isinstance(claim, Entity | Tie):
            found[claim.source].append(claim)
    return found


def seen(files: Iterable[File], judgements: Iterable[Claim], clearance: Label) -> dict[str, object]:
    """All that a reader is told by a store into which *files* were loaded in this order."""
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "network.db")
        for claims in files:
            # A load of a file without a claim keeps nothing, its source neither.
            if any(isinstance(claim, Entity | Tie) for claim in claims):
                assert load(store, claims, file="f", form="f").problem is None
                continue
            with store.writing() as batch:
                for claim in claims:
                    batch.put(claim)
        with store.writing() as batch:
            for judgement in judgements:
                batch.put(judgement)
        found = told(build(store.claims(clearance), TODAY))
        found["listed"] = store.sources(clearance)
        store.close()
        return found


@settings(max_examples=25)
@given(strategies.networks(), st.sampled_from(list(Label)[:-1]), st.data())
def test_files_without_what_is_closed(
    claims: list[Claim], clearance: Label, data: st.DataObject
) -> None:
    """Files with and without their closed claims are the same to who may not see these."""
    files, judgements = files_of(claims), [one for one in claims if isinstance(one, Judgement)]
    order = data.draw(st.permutations(list(files)))
    bare = [one for one in visible([*FEW, *claims], clearance) if one not in FEW]
    open_files = files_of(bare)
    assert seen(
        (open_files[name] for name in order if name in open_files),
        (one for one in bare if isinstance(one, Judgement)),
        clearance,
    ) == seen((files[name] for name in order), judgements, clearance)


OPEN: File = [source("open"), entity("open/1", identifiers=("wikidata:Q1",), name="Peace Network")]
ALSO: File = [source("also"), entity("also/1", identifiers=("wikidata:Q1",), name="Réseau Paix")]
CLOSED: File = [
    source("closed", Label.AMBER),
    entity("closed/1", identifiers=("wikidata:Q1", "wikidata:Q2"), name="Cover name"),
    entity("closed/2", identifiers=("wikidata:Q2",)),
    tie("closed/1", "partners_with", "closed/2"),
    tie("closed/1", "works_on", "theme:mediation"),
]


@pytest.mark.parametrize("place", range(3), ids=["first", "between", "last"])
@pytest.mark.parametrize("again", [False, True], ids=["once", "withdrawn again"])
def test_a_closed_file(place: int, *, again: bool) -> None:
    """A closed file, wherever among the loads, leaves open stakeholders what they were."""
    files: list[File] = [list(OPEN), list(ALSO)]
    before = seen(files, [], Label.GREEN)
    files.insert(place, CLOSED)
    if again:
        files.append(CLOSED[:1])
    assert seen(files, [], Label.GREEN) == before
    assert before["ids"][-1] == "open/1"  # type: ignore[index]


def test_one_stakeholder_more() -> None:
    """Who may see the closed file learns that two stakeholders are one, and its name."""
    lone: File = [source("lone"), entity("lone/1", identifiers=("wikidata:Q2",))]
    amber = seen([list(OPEN), CLOSED, lone], [], Label.AMBER)
    green = seen([list(OPEN), CLOSED, lone], [], Label.GREEN)
    assert green["ids"][-2:] == ["open/1", "lone/1"]  # type: ignore[index]
    assert amber["ids"][-1] == "open/1"  # type: ignore[index]


def test_relabelled() -> None:
    """A claim that is closed later is gone as if it had never been open."""
    then: File = [source("open"), entity("open/2", label=Label.AMBER), *OPEN[1:]]
    now: File = [source("open"), entity("open/2"), *OPEN[1:]]
    assert seen([now, then], [], Label.GREEN) == seen([list(OPEN)], [], Label.GREEN)


def test_judgement_on_a_hidden_entity() -> None:
    """A verdict that joins two through a hidden third is no verdict to others."""
    verdicts = [judged("open/1", "same", "closed/2"), judged("closed/2", "same", "also/2")]
    also: File = [source("also"), entity("also/2")]
    before = seen([list(OPEN), also], [], Label.GREEN)
    assert seen([list(OPEN), CLOSED, also], verdicts, Label.GREEN) == before
