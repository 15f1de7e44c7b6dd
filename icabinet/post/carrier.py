"""The parent's hold on the child that speaks to the mail server: it alone waits for names, networks and servers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from icabinet.extensions import services
from icabinet.post.parcels import UNREACHABLE, Bag, Next, Office, Parcel, Receipt, office_of
from icabinet.worker import wire

_MAIN = Path(__file__).with_name("__main__.py")
# For a server that answers slowly, but for ever no child may keep a bag.
_PATIENCE_S = 60.0
_EACH_S = 5.0


def carry(parcels: list[Parcel]) -> Generator[Receipt]:
    """Bring messages to the mail server that is set; yield how each fared, in order, as soon as it is known."""
    if not parcels:
        return
    told = 0
    end, theirs = socket.socketpair()
    with end:
        with theirs:
            command = [sys.executable, "-P", str(_MAIN), str(theirs.fileno())]
            child = subprocess.Popen(  # noqa: S603 - our own program, no argument from outside
                command, pass_fds=[theirs.fileno()], env=_environment(), stdin=subprocess.DEVNULL
            )
        try:
            until = time.monotonic() + _PATIENCE_S + _EACH_S * len(parcels)
            with suppress(EOFError, OSError, ValueError):
                wire.send(end, Bag(office=_office(), parcels=parcels))
                while told < len(parcels):
                    receipt = wire.receive(end, Receipt, until)
                    told += 1
                    # Not before it is written down is the next one brought: a crash leaves one in doubt, not a bag.
                    yield receipt
                    wire.send(end, Next())
        finally:
            child.kill()
            child.wait()
    # Whatever the child died of, the messages that it said nothing of are tried again.
    yield from [Receipt(why=UNREACHABLE)] * (len(parcels) - told)


def _office() -> Office:
    settings = services().settings
    scheme, host, port = office_of(settings.smtp_url)
    return Office(
        scheme=scheme,
        host=host,
        port=port,
        user=settings.smtp_user,
        password=settings.smtp_password,
        ca=settings.smtp_ca,
        me=_greeting(urlsplit(settings.origin).hostname or ""),
        inside_only=settings.outbound == "none",
    )


def _greeting(host: str) -> str:
    """Return how we call ourselves: looking up one's own name could take half a minute."""
    is_name = "." in host and not host.replace(".", "").isdigit()
    return host if is_name else "[127.0.0.1]"


def _environment() -> dict[str, str]:
    """Only what Python needs to start: the server's password comes over the socket."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
