"""Read workbooks: lists of elements and connections, in XLSX or CSV."""
