"""Searching the papers: what their pages say, found by words with or without diacritics.

The index is derived data: it can be emptied and made again of the papers' bytes at any time. No fact tells of it.
"""
