"""Conflicts of interest: who takes no part in the votes on an item."""
