"""The number of a page in the index: by it, pages come in the order in which they are shown, the newest text first."""

_PAGES = 12  # bits: papers have 2000 pages at most
_LAST = (1 << _PAGES) - 1


def key_of(text: int, page: int) -> int:
    """Return the key of a page, counted from 1; of two texts the newer has the greater, of two pages the earlier."""
    return (text << _PAGES) | (_LAST - page)


def text_of(key: int) -> int:
    return key >> _PAGES


def page_of(key: int) -> int:
    return _LAST - (key & _LAST)


def first_key(text: int) -> int:
    """Return what all keys of a text are above, or equal to."""
    return text << _PAGES
