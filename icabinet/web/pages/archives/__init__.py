"""The archive of a meeting on its page, and, for administrators, how long meetings are kept."""

from icabinet.web.pages.archives import keeping, one  # noqa: F401 - each adds pages
