"""Having a document signed: by a child of its own, which alone ever holds the key, and ends with the signature.

Nothing of a key is written to a disk, a database or a log: it goes from the request over a socket to the child.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from icabinet.errors import Unavailable
from icabinet.extensions import services
from icabinet.worker.child import Child
from icabinet.worker.signatures import refusals  # noqa: F401 - the child refuses in these words
from icabinet.worker.signatures.wishes import KeyFile, Look, Reach, Service, Stamping, Token, Wish

_MAIN = Path(__file__).parents[1] / "worker" / "signatures" / "__main__.py"
_DEADLINE_S = 58.0
_CHECKING_S = 20.0
# What is ours and no business of a token's library.
_OURS = ("ICABINET_", "PG", "AWS_")
Key = KeyFile | Token | Service


@contextmanager
def signed(source: Path, place: str, look: Look, key: Key) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Have the file signed; yield the signed one, gone after the block, with {"level", "certificate"}.

    Refuses as `worker/signatures/refusals.py` says.
    """
    settings = services().settings
    stamping = None
    if settings.sign_tsa_url:
        stamping = Stamping(settings.sign_tsa_url, settings.sign_tsa_user, settings.sign_tsa_password)
    with services().storage.scratch() as out:
        wish = Wish(
            path=str(source.resolve()),
            out=str(out.resolve()),
            place=place,
            look=look,
            key=key,
            stamping=stamping,
            roots=roots(),
            ca=settings.sign_ca,
            reach=_reach(key, stamping),
        )
        yield out, _ask(wish)


def checked(name: str) -> list[dict[str, Any]]:
    """Return the signatures of a file of the storage, as `worker/signatures/checking.py` tells them."""
    answer = services().bench.run("check_signatures", deadline=_CHECKING_S, source=name, roots=roots())
    found: list[dict[str, Any]] = answer["signatures"]
    return found


def roots() -> str:
    """Return the authorities that are trusted (PEM), "" if none are set."""
    named = services().settings.sign_roots
    try:
        return Path(named).read_text() if named else ""
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(what="sign_roots") from error


def _ask(wish: Wish) -> dict[str, Any]:
    child = Child(main=_MAIN, also=_environment(wish.key))
    try:
        child.await_ready()
        return child.ask("sign", msgspec.to_builtins(wish, builtin_types=(bytes,)), _DEADLINE_S)
    finally:
        child.kill()


def _reach(key: Key, stamping: Stamping | None) -> Reach:
    """A token may be a box of the house's network; with a file alone, nobody is spoken to."""
    if stamping is None and isinstance(key, KeyFile):
        return "none"
    alone = stamping is None and isinstance(key, Token)
    return "inside" if alone or services().settings.outbound == "none" else "any"


def _environment(key: Key) -> dict[str, str]:
    """What a token's library is told by whoever runs the server; no other child needs it."""
    if not isinstance(key, Token):
        return {}
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
