"""Lending the chair: a deputy chairs for a while, and the chair comes back."""
