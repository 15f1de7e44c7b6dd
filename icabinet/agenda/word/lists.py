"""A programme written as lines: numbered, lettered, bulleted, under headings, or led by clock times."""

from typing import NamedTuple

from icabinet.agenda.word.details import is_detail, starts_with_time, take_line
from icabinet.agenda.word.drafts import Entry, Rest
from icabinet.agenda.word.headings import (
    announces_agenda,
    begins_meeting,
    closes,
    is_day_part,
    names_agenda,
    opens_agenda,
    sets_aside,
)
from icabinet.agenda.word.markers import Marker, Outline, Rank, Shape, automatic_marker, typed_marker
from icabinet.agenda.word.source import Line

ALWAYS_ITEMS = {Shape.NAMED, Shape.TIME}
UNDER_A_NAME: Rank = (Shape.NAMED, 0)


class Point(NamedTuple):
    """A line, its marker, and the text after the marker."""

    line: Line
    marker: Marker | None
    text: str

    @property
    def rank(self) -> Rank:
        return self.marker.rank if self.marker else UNDER_A_NAME


def read_point(line: Line) -> Point:
    """What numbers this line: Word, the clock, the writer or its style; and what it says."""
    typed = typed_marker(line.text)
    if line.label is not None:
        return Point(line, automatic_marker(line.label, line.depth), line.text[typed.width if typed else 0 :])
    if starts_with_time(line.text):
        return Point(line, Marker((Shape.TIME, 0), 0, 0), line.text)
    if typed is None and line.heading is not None:
        return Point(line, Marker((Shape.HEADING, line.heading), 0, 0), line.text)
    return Point(line, typed, line.text[typed.width if typed else 0 :])


class ListReader:
    """Reads lines in their order into entries; what is no item goes to `rest`.

    Numbered lines are items below a heading such as "Nội dung:", and everywhere in a programme without one;
    they are not below "Thành phần:" or after the signature.
    """

    def __init__(self, lines: list[Line], entries: list[Entry], rest: Rest) -> None:
        self._entries, self._rest = entries, rest
        self._part = _part_of_programme([read_point(line) for line in lines])
        self._open = self._part is not None or not any(opens_agenda(read_point(line).text) for line in lines)
        self._closed = False
        self._opener: Marker | None = None
        self._aside: Rank | None = None
        self._outline = Outline()
        self._current: Entry | None = None

    def read(self, line: Line) -> None:
        """Take the next line."""
        point = read_point(line)
        if self._current and self._continues(self._current, point):
            self._current.source.append(line.shown)
            take_line(self._current, point.text)
        elif not (self._turns(point) or self._adds(point)):
            self._leave(point)

    def pause(self) -> None:
        """Something else came between: what follows no longer speaks of the current item."""
        self._current = None

    def _continues(self, current: Entry, point: Point) -> bool:
        if point.marker is None and (point.line.follows or not current.title):
            return not closes(point.text)
        return is_detail(point.text) and not (point.marker and point.marker.rank[0] < Shape.LETTER)

    def _turns(self, point: Point) -> bool:
        """Whether the line changes what the lines below are; such a line is no item."""
        if point.marker is None and closes(point.text):
            self._closed, self._open = True, False
        elif opens_agenda(point.text) and point.rank != self._part:
            self._begin(point.marker)
        elif sets_aside(point.text):
            self._set_aside(point)
        elif point.marker is None and announces_agenda(point.text):
            self._begin(None)
        elif not is_day_part(point.text):
            return False
        self.pause()
        self._rest.append(point.line.shown)
        return True

    def _begin(self, opener: Marker | None) -> None:
        self._open, self._closed = True, False
        self._opener, self._aside, self._outline = opener, None, Outline()

    def _set_aside(self, point: Point) -> None:
        inline = ":" in point.text.rstrip(" :")
        if point.marker or not inline:
            self._aside = point.rank

    def _adds(self, point: Point) -> bool:
        """Whether the line is an item."""
        label = names_agenda(point.text)
        if label and not self._closed:
            return self._add(point, point.text[label:])
        if point.marker is None or self._stays_aside(point.marker) or self._ends_section(point.marker):
            return False
        shape = point.marker.rank[0]
        if not self._open and (self._closed or shape not in ALWAYS_ITEMS):
            return False
        return self._add(point, point.text)

    def _add(self, point: Point, text: str) -> bool:
        self._current = Entry(self._outline.enter(point.rank), source=[point.line.shown])
        self._entries.append(self._current)
        take_line(self._current, text)
        return True

    def _stays_aside(self, marker: Marker) -> bool:
        if self._aside is not None and marker.rank > self._aside:
            return True
        self._aside = None
        return False

    def _ends_section(self, marker: Marker) -> bool:
        """After "II. NỘI DUNG", "III. …" is no item but the next section, unless items count from 1 again."""
        if self._opener is None or marker.rank > self._opener.rank:
            return False
        if marker.rank == self._opener.rank and marker.ordinal <= self._opener.ordinal:
            self._opener = None
            return False
        self._open = False
        return True

    def _leave(self, point: Point) -> None:
        if point.marker is None and self._entries and point.text.endswith(":"):
            self._aside = UNDER_A_NAME
        self._rest.append(point.line.shown)


def _part_of_programme(points: list[Point]) -> Rank | None:
    """The rank of "II. NỘI DUNG" where it follows "I. KHAI MẠC": there it is an item among its like."""
    begun: set[Rank] = set()
    for point in points:
        if point.marker and begins_meeting(point.text):
            begun.add(point.rank)
        if point.marker and opens_agenda(point.text) and point.rank in begun:
            return point.rank
    return None
