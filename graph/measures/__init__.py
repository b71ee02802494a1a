"""What is derived from a View once, and used by many answers."""
