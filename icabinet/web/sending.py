"""Files that whoever asks may have: sent by this process, or left to the proxy in front, which does nothing else."""

import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Response, send_file

from icabinet.extensions import services

_GROUP_READS = 0o040
# Without them "Đ", which no decomposition knows, would be left out of the plain name.
_NOT_DECOMPOSED = str.maketrans("Đđ", "Dd")
_QUOTABLE = "!#$&+-.^_`|~"


def send(path: Path, **how: Any) -> Response:
    """Send a file; `how` as of Flask's `send_file`.

    With `ICABINET_ACCEL` set, what lies in this machine's storage is only named, and nginx sends it: it also answers
    conditions and ranges then, by its own ETag, and passes on type, disposition and caching as they are said here.
    """
    address = _address(path)
    if address is None:
        return send_file(path, **how)
    _open_to_group(path)
    answer = send_file(path, **{**how, "conditional": False, "etag": False})
    answer.direct_passthrough = False
    answer.close()
    answer.set_data(b"")
    answer.headers["X-Accel-Redirect"] = address
    return answer


def named(answer: Response, filename: str) -> Response:
    """Have it kept under this name; programs that know plain letters only get it without marks."""
    apart = unicodedata.normalize("NFKD", filename.translate(_NOT_DECOMPOSED))
    names = {"filename": apart.encode("ascii", "ignore").decode()}
    if names["filename"] != filename:
        names["filename*"] = f"UTF-8''{quote(filename, safe=_QUOTABLE)}"
    answer.headers.set("Content-Disposition", "attachment", **names)
    return answer


def _address(path: Path) -> str | None:
    settings = services().settings
    storage = (settings.data_dir / "storage").resolve()
    if not settings.accel or not path.is_relative_to(storage):
        return None
    return f"{settings.accel.rstrip('/')}/{quote(path.relative_to(storage).as_posix())}"


def _open_to_group(path: Path) -> None:
    # Uploads begin as temporary files, which only their owner may read; nginx reads as the group of the folder.
    mode = path.stat().st_mode
    if not mode & _GROUP_READS:
        path.chmod(mode | _GROUP_READS)
