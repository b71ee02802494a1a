"""Any table, read as its owner says: a mapping tells which column is what."""
