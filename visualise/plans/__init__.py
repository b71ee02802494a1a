"""A plan for a dialogue as one page that opens offline and prints well."""
