"""An S3 store as a storage, with a folder of this machine before it: what was here once is served without it."""

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from icabinet.errors import Unavailable
from icabinet.papers.copies import Copies
from icabinet.papers.depot import Depot
from icabinet.papers.folder import Folder, copied, is_lent, lent_name, settle
from icabinet.papers.proving import sha_of
from icabinet.papers.sluice import Sluice
from icabinet.papers.storage import Damaged, Held, Offload, Stored, converted_name, original_name, pages_name

# So long a store that did not answer is left alone: nobody else needs to wait to learn the same.
REST_S = 3.0
log = logging.getLogger(__name__)


class Remote:
    """The folder holds only what the depot has, or had; it may be emptied at any time while nobody is served."""

    def __init__(self, here: Folder, depot: Depot, offload: Offload, copies: Copies) -> None:
        self._here, self._depot, self._offload, self._copies = here, depot, offload, copies
        self._coming = Sluice()
        self._away_until = 0.0

    def keep(self, source: IO[bytes], limit: int) -> Stored:
        with self._here.scratch() as draft:
            stored: Stored = self._offload(copied, source, draft, limit)
            name = original_name(stored.sha)
            self._ask(self._depot.store, name, draft, stored.sha)
            self._offload(settle, draft, self._here.place(name))
        return stored

    @contextmanager
    def lend(self, source: IO[bytes], limit: int) -> Iterator[str]:
        name = lent_name()
        try:
            with self._here.scratch() as draft:
                stored: Stored = self._offload(copied, source, draft, limit)
                self._ask(self._depot.store, name, draft, stored.sha)
                self._offload(settle, draft, self._here.place(name))
            yield name
        finally:
            self.let_go(name)
            self._forget(name)

    @contextmanager
    def borrow(self) -> Iterator[str]:
        name = lent_name()
        try:
            yield name
        finally:
            self.let_go(name)
            self._forget(name)

    def add(self, name: str, made: Path) -> Path:
        if here := self._at_hand(name):
            return here
        self._tidy()
        sha = self._offload(sha_of, made)
        if self._ask(self._depot.store, name, made, sha):
            return self._here.add(name, made)
        return self.find(name) or self._here.add(name, made)

    def find(self, name: str) -> Path | None:
        if here := self._at_hand(name):
            return here
        with self._coming.alone(name):
            return self._at_hand(name) or self._bring(name)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        with self._here.scratch() as draft:
            yield draft

    def hash_of(self, name: str) -> str | None:
        with self._here.scratch() as draft, suppress(Damaged):
            if self._ask(self._depot.fetch, name, draft):
                return str(self._offload(sha_of, draft))
        return None

    def recorded(self, name: str) -> str | None:
        sha: str | None = self._ask(self._depot.sha_there, name)
        return sha or None

    def remove(self, name: str) -> None:
        self._ask(self._depot.remove, name)
        self._here.remove(name)

    def remove_pages(self, sha: str) -> None:
        self._here.remove_pages(sha)

    def held(self, kind: str) -> Iterator[Held]:
        yield from self._ask(self._depot.listed, kind)

    def let_go(self, name: str) -> None:
        if is_lent(name):
            self._here.place(name).unlink(missing_ok=True)

    def erase(self, sha: str, before: float) -> None:
        there = [one for one in self._ask(self._depot.listed, f"originals/{sha[:2]}") if one.name == original_name(sha)]
        if any(one.at >= before for one in there):
            return
        pages = [one.name for one in self._ask(self._depot.listed, pages_name(sha))]
        for name in (original_name(sha), converted_name(sha), *pages):
            self._ask(self._depot.remove, name)
        # Here is but a copy, however young.
        self._here.erase(sha, math.inf)

    def check(self) -> None:
        self._here.check()
        self._ask(self._depot.check)

    def _at_hand(self, name: str) -> Path | None:
        """Return the copy that is here; one that is spoilt is thrown away."""
        try:
            here = self._here.find(name)
        except Damaged:
            log.warning("the copy of %s here is damaged", name)
            self._here.drop(name)
            return None
        if here is not None:
            self._copies.used(here)
        return here

    def _bring(self, name: str) -> Path | None:
        self._tidy()
        with self._here.scratch() as draft:
            return self._here.add(name, draft) if self._ask(self._depot.fetch, name, draft) else None

    def _tidy(self) -> None:
        if self._copies.is_due and (dropped := self._offload(self._copies.sweep)):
            log.info("%d copies were dropped, unused for longest", dropped)

    def _forget(self, name: str) -> None:
        try:
            self._ask(self._depot.remove, name)
        except Unavailable:
            log.warning("%s stays in the store", name)

    def _ask(self, call: Any, *arguments: Any) -> Any:
        """Have the depot do something in a thread of its own."""
        if time.monotonic() < self._away_until:
            raise Unavailable(what="storage")
        try:
            with self._depot.clerk() as clerk:
                return self._offload(call, clerk, *arguments)
        except Unavailable as refusal:
            self._away_until = time.monotonic() + REST_S
            log.warning("the store does not answer: %s", refusal.data.get("why"))
            raise
