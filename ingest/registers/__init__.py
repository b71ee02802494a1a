"""Registers: lists of organisations that others keep, with names, identifiers and parents."""
