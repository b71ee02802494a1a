"""The network as the files that other tools read."""
