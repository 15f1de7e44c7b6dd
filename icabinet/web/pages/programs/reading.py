"""The secret address of a calendar that a key opens: signed, and worth nothing once the key is."""

from icabinet.people.links import check_code, code_for
from icabinet.post.addresses import address

_PURPOSE = "key calendar"


def key_calendar_address(key: str) -> str:
    """Return where calendar programs, which send no key, read the meetings that it reaches."""
    return address("pages.key_calendar", key=key, code=code_for(_PURPOSE, key))


def check_key_calendar(key: str, code: str) -> None:
    check_code(code, _PURPOSE, key)
