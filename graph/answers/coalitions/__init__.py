"""How a coalition is chosen: traits, demands, the programme, its solver, what contradicts."""
