"""Slips: a body is asked in writing, with papers and a deadline, and decides without coming together."""
