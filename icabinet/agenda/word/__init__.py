"""A Word programme read into draft agenda items, for a secretary to review.

Pure functions over a file; they run in a worker process, because any office file may be hostile.
"""

from icabinet.agenda.word.drafts import Draft, DraftItem
from icabinet.agenda.word.opening import NotAWordFile
from icabinet.agenda.word.reading import read_agenda

__all__ = ["Draft", "DraftItem", "NotAWordFile", "read_agenda"]
