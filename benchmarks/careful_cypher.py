"""The ranking that a careful user of Neo4j would write, on indexed nodes and typed ties."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from neo4j import Driver

from benchmarks.asked import Question
from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary
from graph.views.view import KINDS, TIE_KINDS, View

ROWS = 10_000
ALLIES = "|".join(
    kind.code.upper() for kind in vocabulary().ties.values() if kind.family in ("alliance", "money")
)

# The label is weighed at every hop of every pattern: nine places in two queries.
NEAR = f"""
OPTIONAL MATCH (a:Stakeholder {{id: $asker}})-[x:{ALLIES}]-(k:Stakeholder)
WHERE x.label <= $clearance AND k.label <= $clearance
WITH collect(DISTINCT k) AS ours
"""
FITTING = f"""
UNWIND $themes AS theme
MATCH (:Context {{id: theme.id}})<-[w:WORKS_ON]-(s:Stakeholder)
WHERE w.label <= $clearance AND s.label <= $clearance AND s.id <> coalesce($asker, '')
WITH ours, s, max(theme.factor) AS fit, max(w.since) AS said
CALL (s) {{
    UNWIND $places AS place
    MATCH (s)-[p:ACTIVE_IN|BASED_IN]->(:Context {{id: place.id}})
    WHERE p.label <= $clearance AND p.since <= place.until AND p.until >= place.since
    RETURN max(place.factor) AS presence, max(p.since) AS seen
}}
WITH ours, s, fit, presence, CASE WHEN said > seen THEN said ELSE seen END AS newest
WHERE presence IS NOT NULL
CALL (s, ours) {{
    MATCH (s)-[y:{ALLIES}]-(k:Stakeholder)
    WHERE y.label <= $clearance AND k.label <= $clearance
    WITH DISTINCT k, ours
    RETURN count(k) AS standing,
        sum(CASE WHEN k IN ours THEN 1 / log(k.degree + 1) ELSE 0 END) AS near
}}
RETURN s.id AS id, 40 * fit + 30 * presence + 10 * 0.5 ^ (($today - newest / 10000) / 5.0)
    + 10 * near + log(1 + standing) AS points
ORDER BY points DESC, id LIMIT 10
"""
# Who has nothing to do with the asker is ranked by the ties kept with each node, which
# takes no label into account: counting them for everybody would take seconds.
ALONE = f"""
MATCH (a:Stakeholder {{id: $asker}})
MATCH (s:Stakeholder) WHERE s.label <= $clearance AND s <> a
WITH a, s, log(1 + s.degree) AS standing
ORDER BY standing DESC, s.id LIMIT 50
RETURN s.id AS id, standing AS points
UNION
MATCH (a:Stakeholder {{id: $asker}})-[x:{ALLIES}]-(k:Stakeholder)
WHERE x.label <= $clearance AND k.label <= $clearance
WITH DISTINCT a, k
MATCH (k)-[y:{ALLIES}]-(s:Stakeholder)
WHERE y.label <= $clearance AND s.label <= $clearance AND s <> a
WITH DISTINCT a, k, s
WITH a, s, sum(1 / log(k.degree + 1)) AS near
WHERE NOT EXISTS {{ (a)-[z:{ALLIES}]-(s) WHERE z.label <= $clearance }}
RETURN s.id AS id, 10 * near + log(1 + s.degree) AS points
ORDER BY points DESC, id LIMIT 10
"""


class CarefulCypher:
    """The same ranking as `benchmarks.plain_networkx`, asked of a server."""

    def __init__(self, driver: Driver, view: View, clearance: Label) -> None:
        self._driver = driver
        self._clearance = int(clearance)
        self._today = view.as_of.year
        self._fill(view)

    def ask(self, question: Question) -> list[tuple[float, str]]:
        """The ten best, with their points."""
        query = NEAR + FITTING if question.themes else ALONE
        records = self._run(
            query,
            asker=question.asker,
            themes=[asdict(each) for each in question.themes],
            places=[asdict(each) for each in question.places],
            clearance=self._clearance,
            today=self._today,
        )
        return sorted((-record["points"], record["id"]) for record in records)[:10]

    def _run(self, query: str, **values: object) -> list[Any]:
        return list(self._driver.execute_query(query, values).records)

    def _fill(self, view: View) -> None:
        self._run("CREATE INDEX IF NOT EXISTS FOR (s:Stakeholder) ON (s.degree)")
        for role in ("Stakeholder", "Context"):
            self._run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{role}) REQUIRE n.id IS UNIQUE")
            acting = role == "Stakeholder"
            nodes = [each for each in _nodes(view) if each["acting"] == acting]
            for rows in _chunks(nodes):
                self._run(f"UNWIND $rows AS row CREATE (n:{role}) SET n = row", rows=rows)
        for code, (start, end), ties in _ties(view):
            for rows in _chunks(ties):
                self._run(
                    f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) "
                    f"MATCH (b:{end} {{id: row.end}}) CREATE (a)-[t:{code.upper()}]->(b) "
                    "SET t.label = row.label, t.since = row.since, t.until = row.until",
                    rows=rows,
                )


def _nodes(view: View) -> Iterator[dict[str, Any]]:
    degrees = _degrees(view)
    for node, name in enumerate(view.ids):
        yield {
            "id": name,
            "name": view.names[node],
            "kind": KINDS[view.kinds[node]],
            "label": int(view.labels[node]),
            "acting": bool(view.acting[node]),
            "degree": degrees[node],
        }


def _degrees(view: View) -> list[int]:
    """How many ties each node has, kept with it as a careful user would."""
    degrees = [0] * len(view)
    for node in (*view.starts.tolist(), *view.ends.tolist()):
        degrees[node] += 1
    return degrees


Batch = tuple[str, tuple[str, str], Sequence[dict[str, Any]]]


def _ties(view: View) -> Iterator[Batch]:
    """The ties by kind and by what they join."""
    sorted_out: dict[tuple[str, tuple[str, str]], list[dict[str, Any]]] = {}
    for place, (start, end) in enumerate(
        zip(view.starts.tolist(), view.ends.tolist(), strict=True)
    ):
        ends = (_role(view, start), _role(view, end))
        key = (TIE_KINDS[view.tie_kinds[place]], ends)
        sorted_out.setdefault(key, []).append(
            {
                "start": view.ids[start],
                "end": view.ids[end],
                "label": int(view.tie_labels[place]),
                "since": int(view.since[place]),
                "until": int(view.until[place]),
            }
        )
    for (code, ends), ties in sorted_out.items():
        yield code, ends, ties


def _role(view: View, node: int) -> str:
    return "Stakeholder" if view.acting[node] else "Context"


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for first in range(0, len(rows), ROWS):
        yield rows[first : first + ROWS]
