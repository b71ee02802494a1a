"""What must be true of a Neo4j database between loads, for people and for the store."""

import orjson

from tests.neo4j_server import Neo4jServer

# Each finds what is wrong; nothing, where all is well.
FAULTS = {
    "a load is noted as being written": """
        MATCH (s:Tracktwo {name: 'store'})
        WHERE s.writer IS NOT NULL OR s.swept <> s.revision RETURN s
    """,
    "a node was left to be changed": """
        MATCH (s:Tracktwo {name: 'store'}) MATCH (n:Entity|Source|Judgement)
        WHERE n.died IS NOT NULL OR n.next IS NOT NULL OR n.next_at IS NOT NULL
        OR n.born > s.revision RETURN n
    """,
    "a tie was left to be changed": """
        MATCH (s:Tracktwo {name: 'store'}) MATCH ()-[t]->()
        WHERE t.died IS NOT NULL OR t.born > s.revision RETURN t
    """,
    "an entity is in two nodes": """
        MATCH (n:Entity) UNWIND n.seqs AS seq WITH seq, count(n) AS nodes
        WHERE nodes <> 1 RETURN seq
    """,
    "a node is not named by its earliest entity": """
        MATCH (n:Entity) WHERE n.seqs[0] <> n.seq OR size(n.seqs) <> size(n.claims)
        OR size(n.sources) <> size(n.claims) OR size(n.labels) <> size(n.claims) RETURN n
    """,
    "a node has not just three labels": "MATCH (n:Entity) WHERE size(labels(n)) <> 3 RETURN n",
    "a tie is at the wrong node": """
        MATCH (a)-[t]->(b) WITH a, b, split(t.claim, "\t") AS claim
        WHERE claim[7] <> '' AND NOT toInteger(claim[7]) IN tail(a.seqs)
        OR claim[8] <> '' AND NOT toInteger(claim[8]) IN tail(b.seqs) RETURN claim
    """,
    "a tie is there twice": """
        MATCH ()-[t]->() WITH t.id AS id, count(*) AS times WHERE times <> 1 RETURN id
    """,
}


def faults(server: Neo4jServer) -> list[str]:
    """What is wrong with the database."""
    with server.driver() as driver:
        found = [
            words
            for words, query in FAULTS.items()
            if driver.execute_query(query, database_=server.database).records
        ]
        nodes = driver.execute_query("MATCH (n:Entity) RETURN n", database_=server.database)
    for record in nodes.records:
        node = record["n"]
        claims = [orjson.loads(text) for text in node["claims"]]
        if (claims[0]["id"], claims[0]["name"]) != (node["id"], node["name"]):
            found.append(f"{node['id']} is not what its first claim says")
        if [claim["source"] for claim in claims] != node["sources"]:
            found.append(f"{node['id']} does not show its sources")
    return found
