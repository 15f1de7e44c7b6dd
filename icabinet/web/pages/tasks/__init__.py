"""The pages of conclusions and tasks: what a meeting concluded, what is to be done by whom, and how that goes."""

from icabinet.web.pages.tasks import acting, attached, board, concluding, files, one

__all__ = ["acting", "attached", "board", "concluding", "files", "one"]
