"""Who together meets what a table needs: traits, demands, the programme, its solver, conflicts."""
