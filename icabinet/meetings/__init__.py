"""Meetings: when, where, who takes part, and whether they are planned, live or ended."""
