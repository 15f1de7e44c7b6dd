"""WebSocket frames (RFC 6455) between a server and its clients. Pure: bytes in, bytes out."""

from collections.abc import Iterator

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
_CONTINUATION = 0
_FINAL, _RESERVED, _KIND, _MASKED, _LENGTH = 0x80, 0x70, 0x0F, 0x80, 0x7F
_LONGEST_CONTROL = 125
# A length below it stands in the head itself; these two say that it follows, in two bytes or in eight.
_SHORT, _IN_TWO, _IN_EIGHT = 126, 126, 127
_TWO = 1 << 16
_KINDS = {_CONTINUATION, TEXT, CLOSE, PING, PONG}


class Broken(Exception):
    """What came in is not of the protocol, or longer than a message may be: the connection must end."""


def framed(payload: bytes, kind: int = TEXT) -> bytes:
    """Return a whole frame of a server: final, not masked."""
    length = len(payload)
    if length < _SHORT:
        return bytes((_FINAL | kind, length)) + payload
    if length < _TWO:
        return bytes((_FINAL | kind, _IN_TWO)) + length.to_bytes(2, "big") + payload
    return bytes((_FINAL | kind, _IN_EIGHT)) + length.to_bytes(8, "big") + payload


def end_of_begun(frames: bytes, sent: int) -> int:
    """Return where the frame ends of which some was sent, if `sent` bytes of these whole frames of a server were."""
    end = 0
    while end < sent:
        length, start = frames[end + 1], end + 2
        if length >= _SHORT:
            wide = 2 if length == _IN_TWO else 8
            length, start = int.from_bytes(frames[start : start + wide], "big"), start + wide
        end = start + length
    return end


def unmasked(payload: bytes, mask: bytes) -> bytes:
    """Return the payload without its mask of four bytes: one XOR of two long numbers."""
    length = len(payload)
    whole = (mask * (length // 4 + 1))[:length]
    return (int.from_bytes(payload, "little") ^ int.from_bytes(whole, "little")).to_bytes(length, "little")


class Incoming:
    """Puts together what a client sends, piece by piece. No message may be longer than `longest` bytes."""

    __slots__ = ("_kept", "_longest", "_parts", "_size")

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._kept = b""
        self._parts: list[bytes] | None = None
        self._size = 0

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield (kind, payload) of every message that is whole by now. Raises Broken."""
        data = self._kept + data if self._kept else data
        at = 0
        while (span := self._span(data, at)) and span[1] <= len(data):
            head, (start, end) = data[at], span
            at, payload = end, unmasked(data[start:end], data[start - 4 : start])
            if head == _FINAL | TEXT and self._parts is None:
                yield TEXT, payload
            else:
                yield from self._other(head, payload)
        self._kept = data[at:]

    def _span(self, data: bytes, at: int) -> tuple[int, int] | None:
        """Return where the payload of the frame at `at` begins and ends; None while its head is not all there."""
        if len(data) < at + 6:
            return None
        length, start = data[at + 1], at + 6
        if not length & _MASKED:
            raise Broken
        length &= _LENGTH
        if length >= _SHORT:
            wide = 2 if length == _IN_TWO else 8
            start += wide
            if len(data) < start:
                return None
            length = int.from_bytes(data[at + 2 : at + 2 + wide], "big")
        if length > self._longest:
            raise Broken
        return start, start + length

    def _other(self, head: int, payload: bytes) -> Iterator[tuple[int, bytes]]:
        kind, is_final = head & _KIND, bool(head & _FINAL)
        if head & _RESERVED or kind not in _KINDS:
            raise Broken
        if kind >= CLOSE:
            if not is_final or len(payload) > _LONGEST_CONTROL:
                raise Broken
            yield kind, payload
            return
        # A message in parts begins with its kind, and goes on without one.
        if (kind == _CONTINUATION) != (self._parts is not None):
            raise Broken
        self._parts = [*(self._parts or ()), payload]
        self._size += len(payload)
        if self._size > self._longest:
            raise Broken
        if is_final:
            whole, self._parts, self._size = b"".join(self._parts), None, 0
            yield TEXT, whole
