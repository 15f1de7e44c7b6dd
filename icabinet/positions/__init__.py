"""Positions before the meeting: what members say on each item, and the items that are adopted together for it."""
