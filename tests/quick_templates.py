"""Every desk has an app of its own, and by itself each would compile the same templates anew."""

from types import CodeType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class _Compiled(BytecodeCache):
    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


def remember() -> None:
    """Compile each template once in this process: it looks alike to all apps."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Compiled()}
