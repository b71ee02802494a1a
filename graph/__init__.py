"""The domain: what sources say, what one reader may see of it, and what follows."""
