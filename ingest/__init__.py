"""Ways in: one module to a format, and what a load does with what they read."""
