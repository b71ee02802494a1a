"""What network files have in common: nodes and edges with attributes."""
