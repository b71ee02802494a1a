"""Maps: a network laid out, drawn and written as one page that opens offline."""
