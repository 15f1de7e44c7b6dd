"""Votes: prepared, opened, cast, closed, with a rule that decides and an arithmetic that anybody can check."""
