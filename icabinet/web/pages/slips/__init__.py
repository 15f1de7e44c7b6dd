"""The pages of slips: what waits for me, one slip, writing it, and what all of them came to."""

from icabinet.web.pages.slips import acting, lists, one, reporting, statistics, writing

__all__ = ["acting", "lists", "one", "reporting", "statistics", "writing"]
