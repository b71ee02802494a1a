"""From what a reader yields to a store, and the report of it."""
