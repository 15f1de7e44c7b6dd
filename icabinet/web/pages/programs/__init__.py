"""Programs as administrators keep them: keys that read, addresses that are told; and calendars that keys open."""

from icabinet.web.pages.programs import calendars, hooks, keys  # noqa: F401 - they add pages
