"""Claims in a Neo4j database."""
