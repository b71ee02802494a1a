"""Where claims are kept: SQLite by default, Neo4j for teams and growth, one promise."""
