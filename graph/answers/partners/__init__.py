"""Who could be our partner, and why."""
