"""The documents of a meeting on their pages: drafted, edited, read, issued, taken along, put to a later meeting."""

from icabinet.web.pages.minutes import (  # noqa: F401 - each adds pages
    acting,
    annexes,
    checking,
    editing,
    forwarding,
    issuing,
    lists,
    one,
    signing,
)
