"""Ink on pages: private in one's notebook, or shared with the meeting."""
