"""Needs and asks as documents: YAML or JSON that people write, keep and share."""
