"""What a file is, and the mapping that would read it."""
