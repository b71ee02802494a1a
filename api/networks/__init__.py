"""The networks that requests and commands read from."""
