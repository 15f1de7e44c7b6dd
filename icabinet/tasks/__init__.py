"""Tasks: what a meeting has a unit do by a deadline, reported on and carried on the next agendas until it is closed."""
