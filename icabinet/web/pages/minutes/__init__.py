"""The documents of a meeting on their pages: drafted, edited, read, issued, taken along, put to a later meeting."""

from icabinet.web.pages.minutes import acting, annexes, editing, forwarding, issuing, lists, one  # noqa: F401 - each adds pages
