"""Read the workbooks of the Committee on Non-Governmental Organizations."""

from collections.abc import Iterator
from pathlib import Path

from graph.domain.errors import ClaimError
from ingest.decoding.beginning import Beginning
from ingest.decoding.delimited import open_delimited
from ingest.decoding.sheets import Sheet
from ingest.decoding.xlsx import open_xlsx
from ingest.ecosoc.papers import Paper, Record, rows_of
from ingest.ecosoc.shapes import Decisions, Table, decisions_in, table_of
from ingest.ecosoc.votes import Votes
from ingest.errors import Place, ReadError
from ingest.nobody import NobodyError
from ingest.reader import Given, Held, Item, Refused, keeping

_TITLES = {
    "votes": "roll-call votes",
    "mergers": "mergers of organisations",
    "renamings": "changes of name",
}
_HELD = {"votes": "rows of votes", "mergers": "merger rows", "renamings": "name changes"}


def fits(beginning: Beginning) -> bool:
    """Whether the file has a sheet with the headings of one of the Committee's tables."""
    if not (beginning.is_archive or beginning.is_table):
        return False
    try:
        return any(table_of(sheet) for sheet in _sheets(beginning.path))
    except ReadError:
        return False


def read_ecosoc(path: Path, given: Given) -> Iterator[Item]:
    """
    Read a workbook of the Committee at *path*: one of the twelve lists, as XLSX or CSV.

    Nine of the lists have the same headings: the name of the file, or else of the
    sheet, says which it is.

    Raises:
        ReadError: It has no such headings, nothing says which list it is, or it
            cannot be read on.
    """
    found = [(sheet, table_of(sheet)) for sheet in _sheets(path)]
    tables = [table for _, table in found if table is not None]
    if not tables:
        problem = "no sheet begins with the headings of a list of the Committee, such as NGO_name"
        raise ReadError(problem, Place(file=path.name))
    lists = {table.sheet.name: _list_of(table, path) for table in tables}
    first = tables[0]
    said = lists[first.sheet.name]
    title = said.title if said else _TITLES[first.shape]
    source = given.source_of(path, Given(title=f"UN Committee on NGOs: {title}"))
    yield source
    paper = Paper(source.id)
    yield from paper.bodies.claims()
    for table in tables:
        yield from _table(table, lists[table.sheet.name], paper)
    for other in (sheet for sheet, table in found if table is None):
        yield Refused(place=other.place(), problem="the sheet has none of the headings known")
    yield from paper.organisations.entities()
    yield Held(what="organisations", count=len(paper.organisations))


def _sheets(path: Path) -> tuple[Sheet, ...]:
    if Beginning.of(path).is_archive:
        return open_xlsx(path).sheets
    return (open_delimited(path),)


def _list_of(table: Table, path: Path) -> Decisions | None:
    """Which list a table of names and sessions is; None if it is another table."""
    if table.shape != "decisions":
        return None
    found = decisions_in(path.stem, table.sheet.name)
    if found is None:
        problem = (
            "nothing says what the Committee decided on these organisations; put granted, "
            "declined, deferred, closed or withdrawn in the name of the file or of the sheet"
        )
        raise ReadError(problem, table.sheet.place(1))
    return found


def _table(table: Table, decisions: Decisions | None, paper: Paper) -> Iterator[Item]:
    held = decisions.held if decisions else _HELD[table.shape]
    votes = Votes(paper)
    for row in rows_of(table):
        if isinstance(row, int):
            yield Held(what=held, count=row)
        elif isinstance(row, Refused):
            yield row
        elif table.shape == "votes":
            yield from votes.add(row)
        else:
            yield from _claims(row, decisions, paper)
    yield from votes.end()


def _claims(record: Record, decisions: Decisions | None, paper: Paper) -> Iterator[Item]:
    """What one row says; nothing of it, but a refusal, if part of it cannot be."""
    try:
        if decisions is not None:
            yield from _decided(record, decisions, paper)
        elif record.table.shape == "mergers":
            yield from _merged(record, paper)
        else:
            yield from _renamed(record, paper)
    except NobodyError as error:
        yield from keeping([record.refused(str(error))], ())
    except ClaimError as error:
        yield record.refused(str(error))


def _decided(record: Record, decisions: Decisions, paper: Paper) -> Iterator[Item]:
    session = paper.session(record)
    name, found = paper.organisations.met(record.need("ngo name"))
    council = decisions.tie == "affiliated_with"
    yield paper.tie(
        record,
        decisions.tie,
        name,
        paper.bodies.council if council else paper.bodies.committee,
        session=session,
        since=None if decisions.ends else session,
        # An application is decided on in one session; a status lasts.
        until=session if decisions.ends or not council else None,
        role=decisions.role,
        extra=record.beside("ngo name", "session number"),
    )
    yield from paper.statuses(record, name, found, session)


def _renamed(record: Record, paper: Paper) -> Iterator[Item]:
    session = paper.session(record)
    old, new = record.need("old name"), record.need("new name")
    name, before = paper.organisations.renamed(old, new, session.text)
    yield from paper.statuses(record, name, before, session)


def _merged(record: Record, paper: Paper) -> Iterator[Item]:
    session = paper.session(record)
    new, _ = paper.organisations.met(record.need("new name"))
    codes = ("old name1", "old name2", "new name", "session number")
    for code in codes[:2]:
        old, found = paper.organisations.met(record.need(code))
        yield from paper.statuses(record, old, found, session)
        # One that took the other in goes on under its own name.
        if old != new:
            extra = (*record.beside(*codes), *(("status", said) for said in (found.said,) if said))
            yield paper.tie(
                record, "precedes", old, new, session=session, since=session, extra=extra
            )
