"""Comments on marks: a small thread at each, in one's notebook or for whoever sees the mark."""
