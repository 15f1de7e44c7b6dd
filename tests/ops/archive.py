"""Backups that somebody has tampered with."""

import hashlib
import io
import json
import sqlite3
import tarfile
from pathlib import Path
from typing import Any

DATABASE, MANIFEST = "icabinet.sqlite", "manifest.json"


class Archive:
    """The contents of a tar, to be changed and written again. `links`: members that only point elsewhere."""

    def __init__(self, source: Path) -> None:
        self.links: dict[str, str] = {}
        with tarfile.open(source) as tar:
            self.files = {member.name: tar.extractfile(member).read() for member in tar}
        self._work = source.with_suffix(".work")

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads(self.files[MANIFEST])

    def declare(self, **changes: Any) -> None:
        """Change the manifest."""
        self.files[MANIFEST] = json.dumps({**self.manifest, **changes}).encode()

    def sql(self, statement: str, *values: object) -> list[Any]:
        """Change the database, and let the manifest agree."""
        self._work.write_bytes(self.files[DATABASE])
        with sqlite3.connect(self._work) as raw:
            rows = raw.execute(statement, values).fetchall()
        raw.close()
        self.files[DATABASE] = self._work.read_bytes()
        self.declare(database=hashlib.sha256(self.files[DATABASE]).hexdigest())
        return rows

    def write(self, target: Path) -> Path:
        with tarfile.open(target, "w") as tar:
            for name, content in self.files.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))
            for name, to in self.links.items():
                entry = tarfile.TarInfo(name)
                entry.type, entry.linkname = tarfile.SYMTYPE, to
                tar.addfile(entry)
        return target
