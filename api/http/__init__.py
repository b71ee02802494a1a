"""The service: routes, access, limits, maps and exports over HTTP."""
