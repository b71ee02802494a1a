"""Ways to ask: GraphQL over HTTP, maps in a browser, and the command line."""
