"""What ink may be, and who may do what with it. Pure: no database, no clock, no sockets."""

import re
from collections.abc import Collection, Mapping, Sequence

from icabinet.errors import Conflict, Invalid, NotAllowed, Refusal
from icabinet.text import clean, clean_lines

MOST_POINTS = 5_000
# Characters that so many points may take, three bytes for each that moves far.
LONGEST_PACKED = 40_000
WIDEST = 500
MOST_ON_A_PAGE = 20_000
MOST_READERS = 50
LONGEST_NOTE, LONGEST_TYPED, LONGEST_STAMP = 2_000, 1_000, 60

# Each tool with the fewest and the most points of its mark.
_PATH = (1, MOST_POINTS)
TOOLS: Mapping[str, tuple[int, int]] = {
    "pen": _PATH,
    "highlighter": _PATH,
    "underline": (2, MOST_POINTS),
    "strikeout": (2, MOST_POINTS),
    "line": (2, 2),
    "arrow": (2, 2),
    "box": (2, 2),
    "ellipse": (2, 2),
    "text": (2, 2),
    "note": (1, 1),
    "stamp": (2, 2),
}
_IN_PAIRS = frozenset({"underline", "strikeout"})

# The layers of the meeting's ink: the one that all share, and that of whoever presents.
SHARED, PRESENTERS = "", "presenter"
_UNIT, _PERSON = "unit", "person"

# A page may be very long; ink may run a little over its edges.
_LEAST, _MOST = -10_000, 1_000_000
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class PageIsFull(Conflict):
    """data: most."""

    code = "page_is_full"


class LayerIsFrozen(Conflict):
    """Nobody but chair and secretary adds, changes or erases what is on the shared layer now."""

    code = "layer_is_frozen"


class NotPresenting(Conflict):
    """Only whoever presents now draws on the presenter's layer."""

    code = "not_presenting"


class NotYours(Refusal):
    """A mark is changed by its author alone."""

    code, status = "not_yours", 403


# --- a mark by itself ---


def check_looks(tool: str, colour: str, width: int) -> None:
    if tool not in TOOLS:
        raise Invalid(where="tool", why="unknown")
    if not _COLOUR.fullmatch(colour):
        raise Invalid(where="colour", why="not_a_colour")
    if not 0 < width <= WIDEST:
        raise Invalid(where="width", why="range")


def check_points(tool: str, points: Sequence[int]) -> None:
    """Whole triples of x, y and pressure, as many as the tool takes, all near the page."""
    fewest, most = TOOLS[tool]
    count, rest = divmod(len(points), 3)
    if rest or not fewest <= count <= most or (tool in _IN_PAIRS and count % 2):
        raise Invalid(where="points", why="length")
    check_near(points)


def check_near(points: Sequence[int]) -> None:
    if points and (min(points) < _LEAST or max(points) > _MOST):
        raise Invalid(where="points", why="range")


def cleaned(tool: str, text: str) -> str:
    """Return what a mark says as it is kept: a note its lines, typed text those on the page, a stamp its words."""
    if tool == "note":
        return clean_lines(text, "text", longest=LONGEST_NOTE, empty=True)
    if tool == "text":
        return _broken(text)
    if tool == "stamp":
        return clean(text, "text", longest=LONGEST_STAMP)
    if text:
        raise Invalid(where="text", why="not_for_this_tool")
    return ""


def _broken(text: str) -> str:
    """Lines as they stand on the page; a blank at the end of one says that it only ran out of room."""
    lines = text.split("\n")
    kept = [clean(line, "text", longest=LONGEST_TYPED, empty=True) + " " * line.endswith(" ") for line in lines]
    whole = "\n".join(kept).strip()
    if not 0 < len(whole) <= LONGEST_TYPED:
        raise Invalid(where="text", why="length", longest=LONGEST_TYPED)
    return whole


# --- for whom it is, and on which layer ---


def check_private(to: Collection[str], layer: str) -> None:
    """A notebook has one reader and one layer."""
    if to:
        raise Invalid(where="to", why="private")
    if layer != SHARED:
        raise Invalid(where="layer", why="private")


def check_layer(to: Collection[str], layer: str) -> None:
    if layer not in (SHARED, PRESENTERS):
        raise Invalid(where="layer", why="unknown")
    if to and layer != SHARED:
        raise Invalid(where="to", why="not_on_this_layer")


def check_readers(to: Sequence[str], people: Collection[str], units: Collection[str]) -> None:
    """`to` names some of the meeting's people and units, each as "person:…" or "unit:…"."""
    if len(to) > MOST_READERS:
        raise Invalid(where="to", why="length", longest=MOST_READERS)
    known = {_PERSON: people, _UNIT: units}
    for one in to:
        kind, _, name = one.partition(":")
        if not name or name not in known.get(kind, ()):
            raise Invalid(where="to", why="unknown")


def is_for(to: Collection[str], person: str, unit: str) -> bool:
    """Whether a mark that names its readers names this participant, or their unit."""
    return f"{_PERSON}:{person}" in to or (bool(unit) and f"{_UNIT}:{unit}" in to)


# --- who may ---


def check_room(count: int) -> None:
    if count >= MOST_ON_A_PAGE:
        raise PageIsFull(most=MOST_ON_A_PAGE)


def check_may_erase(owner: str, actor: str, *, any_stroke: bool) -> None:
    if owner != actor and not any_stroke:
        raise NotAllowed(permission="ink.erase_any")


def check_may_change(owner: str, actor: str) -> None:
    if owner != actor:
        raise NotYours


def check_not_frozen(*, frozen: bool, runs_layer: bool) -> None:
    if frozen and not runs_layer:
        raise LayerIsFrozen


def check_presents(actor: str, presenter: str | None) -> None:
    if actor != presenter:
        raise NotPresenting
