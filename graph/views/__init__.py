"""What one reader may see: from claims to an immutable View."""
