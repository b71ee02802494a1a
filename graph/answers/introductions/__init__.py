"""Who can introduce us, by chains of real ties."""
