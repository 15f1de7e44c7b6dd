"""Votes on record: what a published result says, as pages, tables and documents."""

from icabinet.web.pages.votes import files, mine, results  # noqa: F401 - each adds its pages to the blueprint
