"""Uploads as they come through either door."""

from typing import IO

from flask import request

from icabinet.desks.unlocking import Locked


def opened(stream: IO[bytes]) -> IO[bytes] | Locked:
    """Return an upload with the password that came with it, if one did."""
    password = request.form.get("password", "")
    return Locked(stream, password) if password else stream
