"""Which funds could pay quickly."""
