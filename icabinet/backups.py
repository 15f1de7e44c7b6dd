"""When this installation was last backed up: a note in the data folder, for whoever looks after it."""

from pathlib import Path

import msgspec


class Backup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`at`: the moment of the backup, in ms; `entries`: of all journals together, so far."""

    at: int
    entries: int


def note(data_dir: Path, made: Backup) -> None:
    """Write down that a backup was made."""
    draft = _place(data_dir).with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(made))
    draft.replace(_place(data_dir))


def last(data_dir: Path) -> Backup | None:
    """Return the last one that was noted; None if none was, or the note cannot be read."""
    try:
        return msgspec.json.decode(_place(data_dir).read_bytes(), type=Backup)
    except (OSError, msgspec.MsgspecError):
        return None


def _place(data_dir: Path) -> Path:
    return data_dir / "last_backup"
