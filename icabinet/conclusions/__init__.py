"""Conclusions: what the chair concludes on each item, and on the meeting as a whole."""
