"""What `flask doctor` looks at of the papers, wherever they lie."""

from collections.abc import Iterator
from random import SystemRandom

from icabinet.cli.findings import LOOK, OK, WRONG, Finding
from icabinet.cli.parcel import is_sound, needed, orphans
from icabinet.extensions import services
from icabinet.search import texts

_SAMPLE = 100


def papers(*, every_file: bool) -> Iterator[Finding]:
    """Look for what is missing, changed, or of no paper; a sample is read unless `every_file`."""
    with services().db.reading() as session:
        members = needed(session)
    storage = services().storage
    kinds = ("originals", "converted", "own", "incoming")
    held = {kind: {one.name: one.at for one in storage.held(kind)} for kind in kinds}
    there = [member for member in members if member in held[member.partition("/")[0]]]
    chosen = there if every_file else SystemRandom().sample(there, min(_SAMPLE, len(there)))
    for member in sorted(set(members) - set(there)):
        yield Finding("papers", WRONG, f"{member} is missing")
    for member in chosen:
        if not is_sound(member, storage.hash_of(member)):
            yield Finding("papers", WRONG, f"{member} was changed")
    yield Finding("papers", OK, f"{len(there)} of {len(members)} files are there, {len(chosen)} were read")
    yield from _orphans({**held["originals"], **held["own"], **held["incoming"]}, set(members))


def searched() -> Iterator[Finding]:
    """Look how much of the papers can be searched."""
    with services().db.reading() as session:
        waiting, (whole, pages) = texts.count_waiting(session), texts.count_whole(session)
    if waiting:
        yield Finding("search", LOOK, f"{waiting} papers wait to be indexed")
    yield Finding("search", OK, f"{whole} texts, {pages} pages")


def _orphans(held: dict[str, float], known: set[str]) -> Iterator[Finding]:
    if found := orphans(held, known):
        yield Finding("papers", LOOK, f"{len(found)} files belong to no paper, as {found[0]}")
