"""Claims in one SQLite file."""
