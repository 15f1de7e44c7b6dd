"""One LibreOffice that runs: called over the pipe by which a second start hands its documents to the first."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from icabinet.worker import limits
from icabinet.worker.office.profile import Profile

_LAUNCH = Path(__file__).with_name("launch.py")
_PLACES = ("usr/lib/libreoffice", "usr/lib64/libreoffice", "opt/libreoffice*")
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard")
# With no document open it would end after every conversion.
_KEEPING = "private:factory/swriter"
_START_S = 30.0
_LOOK_S = 0.1
_SOON_S = 0.02
_AGAIN = 81  # it has made its profile, and wants to be started once more
_STARTS = 3
_HELLO, _ASK, _DONE = b"InternalIPC::SendArguments\0", "InternalIPC::Arguments", b"InternalIPC::ProcessingDone\0"


class Lost(Exception):
    """It ended, or was not there in time."""


class Late(Lost):
    """It was still busy at the deadline, and has been killed."""


@cache
def found() -> Path | None:
    """Where the program is on this machine, or None."""
    return next((path for place in _PLACES for path in sorted(Path("/").glob(f"{place}/program/soffice.bin"))), None)


def version() -> str:
    """What it says of itself in its `versionrc`; "?" if it says nothing."""
    program = found()
    with suppress(OSError, AttributeError):
        said = program.with_name("versionrc").read_text("utf-8") if program else ""
        return re.search(r"^UpdateID=LibreOffice_([\d.]+)", said, re.MULTILINE)[1]  # type: ignore[index]
    return "?"


class Program:
    """Started by the constructor. Raises Lost if it does not come up."""

    def __init__(self) -> None:
        self._profile = Profile()
        self.documents = 0
        try:
            self._process = self._started()
        except BaseException:
            self._profile.remove()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def profile(self) -> Profile:
        return self._profile

    def alive(self) -> bool:
        return self._process.poll() is None

    def memory(self) -> int:
        """Bytes that it holds now."""
        return limits.memory(self.pid)

    def convert(self, document: Path, until: float) -> Path | None:
        """Make a PDF of `document`, which lies in the profile's folder; None if it cannot. Raises Lost, Late."""
        self.documents += 1
        folder = self._profile.made
        self._call(["--headless", "--convert-to", "pdf", "--outdir", folder.as_uri(), document.as_uri()], until)
        made = folder / f"{document.stem}.pdf"
        return made if made.exists() and made.stat().st_size else None

    def end(self) -> None:
        _kill(self._process)
        self._profile.remove()

    def _started(self) -> subprocess.Popen[bytes]:
        """Start it, and again if it asks for that: a profile that is new makes it."""
        for _ in range(_STARTS):
            process = self._start()
            try:
                if self._is_there(process, time.monotonic() + _START_S):
                    return process
            except BaseException:
                _kill(process)
                raise
        raise Lost

    def _start(self) -> subprocess.Popen[bytes]:
        folder = self._profile.folder
        self._profile.clear_pipe()
        command = [
            sys.executable, "-I", str(_LAUNCH), str(os.getpid()), str(folder),
            str(found()), f"-env:UserInstallation={self._profile.address}", *_OPTIONS, _KEEPING,
        ]  # fmt: skip
        temporary = str(folder / "tmp")
        environment = {"HOME": str(folder), "TMPDIR": temporary, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
        return subprocess.Popen(  # noqa: S603 - our own launcher and an installed program
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _is_there(self, process: subprocess.Popen[bytes], until: float) -> bool:
        """Wait until it can be called; False if it wants to be started again. Raises Lost."""
        while self._profile.pipe() is None or not self._answers():
            ended = process.poll()
            if ended == _AGAIN:
                return False
            if ended is not None or time.monotonic() > until:
                raise Lost
            time.sleep(_SOON_S)
        return True

    def _answers(self) -> bool:
        """Whether somebody is behind the pipe, and greets."""
        with socket.socket(socket.AF_UNIX) as end:
            try:
                end.connect(str(self._profile.pipe()))
                return self._hear(end, time.monotonic() + _START_S) == _HELLO
            except (OSError, Lost):
                return False

    def _call(self, arguments: list[str], until: float) -> None:
        """Hand it a command line, as a second start of it would, and wait until it has done that."""
        pipe = self._profile.pipe()
        if pipe is None:
            raise Lost
        text = _ASK + "1" + "".join(f"{_escaped(one)}," for one in [self._profile.folder.as_uri(), *arguments])
        with socket.socket(socket.AF_UNIX) as end:
            end.connect(str(pipe))
            if self._hear(end, until) != _HELLO:
                raise Lost
            end.sendall(text.removesuffix(",").encode() + b"\0")
            if self._hear(end, until) != _DONE:
                raise Lost

    def _hear(self, end: socket.socket, until: float) -> bytes:
        """Wait for one message. Nobody waits for us any more when our own parent is gone: then we go, too."""
        end.settimeout(_LOOK_S)
        parent, heard = os.getppid(), b""
        while not heard.endswith(b"\0"):
            try:
                some = end.recv(256)
            except TimeoutError:
                if os.getppid() != parent:
                    os._exit(1)
                if time.monotonic() > until:
                    raise Late from None
                continue
            if not some:
                raise Lost
            heard += some
        return heard


def _escaped(argument: str) -> str:
    return argument.replace("\\", "\\\\").replace(",", "\\,")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill all of its session; an end that came first is fine."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
