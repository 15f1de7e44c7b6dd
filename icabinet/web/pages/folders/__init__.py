"""Pages of one's own folders: what lies in them, reading and downloading files, notes, papers put by."""

from icabinet.web.pages.folders import acting, files, notes, papers, shelf  # noqa: F401 - each adds its pages
