"""Answers to what convenors, strategists and donors ask; one module to a question."""
