"""The folder that one LibreOffice works in: its settings, what it reads, what it makes. Gone with it, or soon after."""

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

_PREFIX = "icabinet-office"
_OWNED = re.compile(rf"{_PREFIX}-(\d+)-\w+")
_PIPES = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - LibreOffice's choice
_SETTINGS = {
    # Macros never run, whatever a document asks for; links are not followed, inside or out.
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Writer/Content/Update": {"Link": "2"},
    "Office.Calc/Content/Update": {"Link": "1"},
    "Office.Java/VirtualMachine": {"Enable": "false"},
    "Office.Common/Misc": {"FirstRun": "false", "UseLocking": "false"},
    "Office.Recovery/AutoSave": {"Enabled": "false"},
    # A document that does not say is Vietnamese, and on A4.
    "Setup/L10N": {"ooSetupSystemLocale": "vi-VN"},
}
_SPACES = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'


class Profile:
    """`folder` is new, and belongs to this process."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}-{os.getpid()}-")).resolve()
        self.made = self.folder / "made"
        for folder in (self.made, self.folder / "tmp", self.folder / "profile" / "user"):
            folder.mkdir(parents=True)
        (self.folder / "profile" / "user" / "registrymodifications.xcu").write_text(_settings(), "utf-8")

    @property
    def address(self) -> str:
        return (self.folder / "profile").as_uri()

    def pipe(self) -> Path | None:
        """Where this LibreOffice can be called, once it is there."""
        return next((path for path in _pipes(self.folder) if path.is_socket()), None)

    def place(self, suffix: str) -> Path:
        """Where the next document is to be put; the one before is gone, and what was made of it."""
        self.clear()
        return self.folder / f"paper.{suffix}"

    def clear(self) -> None:
        """Leave nothing of a document behind: this folder may outlive the process by a while."""
        for old in [*self.folder.glob("paper.*"), *self.made.iterdir()]:
            old.unlink()

    def clear_pipe(self) -> None:
        """LibreOffice may make its pipe, but not remove the one of an earlier start."""
        for pipe in _pipes(self.folder):
            pipe.unlink(missing_ok=True)

    def remove(self) -> None:
        _remove(self.folder)


def sweep() -> None:
    """Remove what processes left behind that were killed."""
    for folder in Path(tempfile.gettempdir()).resolve().glob(f"{_PREFIX}-*"):
        owner = _OWNED.fullmatch(folder.name)
        if owner and not Path(f"/proc/{owner[1]}").exists():
            _remove(folder)


def _remove(folder: Path) -> None:
    for pipe in _pipes(folder):
        pipe.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _pipes(folder: Path) -> list[Path]:
    """LibreOffice names its pipe by the user and by its profile's address."""
    digest = hashlib.md5((folder / "profile").as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    return [place / name for place in _PIPES]


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{setting}</value></prop></item>\n"
        for path, names in _SETTINGS.items()
        for name, setting in names.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {_SPACES}>\n{items}</oor:items>\n'
