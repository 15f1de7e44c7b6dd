"""What remains of a meeting: one file with all that belongs to it, how long it is kept, and what is lawfully erased."""
