"""A whole dialogue planned."""
