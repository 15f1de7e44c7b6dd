"""Files appear whole or not at all."""

import os
from pathlib import Path


def write_whole(path: str, data: bytes, *, durable: bool = False) -> None:
    """Put `data` at `path` in one step; with `durable`, also through a loss of power."""
    draft = Path(f"{path}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
