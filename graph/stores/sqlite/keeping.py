"""What a batch leaves out of what a source said before, and how some of it stays."""

import json
import sqlite3
from collections.abc import Collection, Iterator

from graph.domain.model import Entity, Tie
from graph.domain.records import cells_of, claim_of, values_of
from graph.stores.base import Changed
from graph.stores.sqlite.rows import COLUMNS, TABLES, row_of, tie_of

_TIE = ", ".join(f'"{name}"' for name in COLUMNS["ties"])
_OLD, _NEW = (", ".join(f'{row}."{name}"' for name in COLUMNS["ties"]) for row in ("old", "new"))

# Entities and ties as they were before the batch changed them. They are noted as it happens,
# since a batch learns only at its end which of them it needs.
_NOTED = (
    """
    CREATE TEMP TABLE IF NOT EXISTS earlier (
        id TEXT PRIMARY KEY, changed INT NOT NULL, record TEXT NOT NULL)
    """,
    "DELETE FROM temp.earlier",
    """
    CREATE TEMP TRIGGER IF NOT EXISTS note_earlier BEFORE UPDATE ON main.entities
    WHEN old.seen < new.seen AND old.record IS NOT new.record
    BEGIN INSERT INTO earlier VALUES (old.id, old.changed, old.record); END
    """,
    """
    CREATE TEMP TABLE IF NOT EXISTS earlier_ties (
        id TEXT PRIMARY KEY, changed INT NOT NULL, row TEXT NOT NULL)
    """,
    "DELETE FROM temp.earlier_ties",
    f"""
    CREATE TEMP TRIGGER IF NOT EXISTS note_earlier_tie BEFORE UPDATE ON main.ties
    WHEN old.seen < new.seen AND ({_OLD}) IS NOT ({_NEW})
    BEGIN INSERT INTO earlier_ties VALUES (old.id, old.changed, json_array({_OLD})); END
    """,  # noqa: S608
)
_OF_IDS = "IN (SELECT value FROM json_each(:ids))"
_KEEP_ENTITIES = """
    UPDATE entities SET seen = :now WHERE source = :source AND seen < :now
"""
_KEEP_TIES = """
    UPDATE ties SET seen = :now WHERE source = :source AND seen < :now
"""
# The ends of a tie are entities of its own source, or shared ones, which no source withdraws.
_ENDS_OF_IDS = f"""
    id IN (
        SELECT start FROM ties WHERE id {_OF_IDS} UNION SELECT "end" FROM ties WHERE id {_OF_IDS})
"""  # noqa: S608
_BOTH_ENDS = """
    NOT EXISTS (
        SELECT 1 FROM entities e WHERE e.id IN (start, "end")
        AND e.source = :source AND e.seen < :now)
"""
_AT_IDS = f'(id {_OF_IDS} OR start {_OF_IDS} OR "end" {_OF_IDS}) AND {_BOTH_ENDS}'
_CHANGED = """
    SELECT b.record, e.record FROM temp.earlier b JOIN entities e ON e.id = b.id
    WHERE e.source = :source
"""
_CHANGED_TIES = f"""
    SELECT b.row, json_array({", ".join(f'e."{name}"' for name in COLUMNS["ties"])})
    FROM temp.earlier_ties b JOIN ties e ON e.id = b.id WHERE e.source = :source
"""  # noqa: S608
# What is as it was did not change in this batch.
_EARLIER = {
    "entities": """
        SELECT b.changed FROM temp.earlier b WHERE b.id = :id AND b.record = entities.record
    """,
    "ties": f"""
        SELECT b.changed FROM temp.earlier_ties b
        WHERE b.id = :id AND b.row = json_array({_TIE})
    """,  # noqa: S608
}


def _amend(table: str) -> tuple[str, str]:
    """The statements that put other content in a row, and note whether it is what it was."""
    names = COLUMNS[table][1:]
    content, values = (", ".join(sign % name for name in names) for sign in ('"%s"', ":%s"))
    return (
        f"UPDATE {table} SET ({content}) = ({values}) WHERE id = :id",  # noqa: S608
        f"UPDATE {table} SET changed = coalesce(({_EARLIER[table]}), changed) WHERE id = :id",  # noqa: S608
    )


class Keeping:
    """
    What was said before a batch, in the SQLite tables that the batch works on.

    Args:
        connection: The connection of the batch.

        now: The number of the batch.
    """

    def __init__(self, connection: sqlite3.Connection, now: int) -> None:
        self._connection = connection
        self._now = now
        for statement in _NOTED:
            connection.execute(statement)

    def left_out(self, source: str) -> Iterator[str]:
        """The names of the entities of *source* that the batch did not put again."""
        rows = self._connection.execute(
            "SELECT record FROM entities WHERE source = ? AND seen < ? ORDER BY seq",
            (source, self._now),
        )
        return (values_of(record)["name"] for (record,) in rows)

    def changed(self, source: str, ids: Collection[str] | None) -> Iterator[Changed]:
        """The entities and ties of *source* among *ids* that changed: each before and now."""
        among, values = "" if ids is None else f" AND e.id {_OF_IDS}", self._values(source, ids)
        entities = self._connection.execute(f"{_CHANGED}{among}", values).fetchall()
        ties = self._connection.execute(f"{_CHANGED_TIES}{among}", values).fetchall()
        for before, now in entities:
            yield claim_of(Entity, before), claim_of(Entity, now)
        for before, now in ties:
            yield tie_of(cells_of(before)), tie_of(cells_of(now))

    def amend(self, claim: Entity | Tie) -> None:
        """Have the batch say *claim* instead of what it put under the same id."""
        table = TABLES[type(claim)][0]
        values = dict(zip(COLUMNS[table], row_of(claim), strict=True))
        for statement in _amend(table):
            self._connection.execute(statement, values)

    def keep(self, source: str, ids: Collection[str] | None) -> int:
        """Count as said again what *source* said of *ids*, or of all; how many claims that is."""
        entities, ties = _KEEP_ENTITIES, _KEEP_TIES
        if ids is not None:
            entities = f"{entities} AND (id {_OF_IDS} OR {_ENDS_OF_IDS})"
            ties = f"{ties} AND {_AT_IDS}"
        values = self._values(source, ids)
        found = (self._connection.execute(query, values) for query in (entities, ties))
        return sum(cursor.rowcount for cursor in found)

    def _values(self, source: str, ids: Collection[str] | None) -> dict[str, object]:
        listed = json.dumps(sorted(ids or ()))
        return {"source": source, "now": self._now, "ids": listed}
