"""The pieces of a paragraph as HTML. MuPDF knows no tabs, so they are measured out here."""

from itertools import groupby

from icabinet.worker.word import faces
from icabinet.worker.word.inline import Piece
from icabinet.worker.word.looks import Look
from icabinet.worker.word.styles import Styles

_USUAL_STOP = 36.0
_WHITE = "\t\n\f"
_LEADERS = {"dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_", "heavy": "_"}
_CENTRED = {"center"}
_RIGHT = {"right", "end", "decimal"}
_LEAST = 2.0


def html(pieces: list[Piece], look: Look, room: float, styles: Styles) -> str:
    """`look`: of the paragraph. `room`: its width in points, indents included."""
    line = _Line(look, room, styles)
    out = []
    for (text, css), group in groupby(enumerate(pieces), key=lambda found: line.key(found[1])):
        members = list(group)
        if text:
            out.append(f'<span style="{css}">{"".join(line.text(piece) for _, piece in members)}</span>')
        else:
            out.extend(line.other(piece, pieces[at + 1 :]) for at, piece in members)
    return "".join(out)


def gap(points: float) -> str:
    return f'<img src="gap" style="width:{points:.2f}pt;height:1pt">'


class _Line:
    """Where the line stands, in points from the left margin, as long as nothing has wrapped.

    Only a tab wants to know, so text is measured when one comes.
    """

    def __init__(self, look: Look, room: float, styles: Styles) -> None:
        self._left = look.get("left", 0.0)
        self._at = self._left + look.get("first", 0.0)
        self._unmeasured: list[Piece] = []
        self._room = room
        self._styles = styles
        cleared = {place for place, kind, _ in look.get("tabs", ()) if kind == "clear"}
        stops = [stop for stop in look.get("tabs", ()) if stop[1] not in {"clear", "bar"} and stop[0] not in cleared]
        self._stops = sorted(stops)

    def key(self, piece: Piece) -> tuple[bool, str]:
        """Pieces in a row with the same key share a <span>."""
        is_text = bool(piece.text) and piece.text not in _WHITE
        return is_text, faces.css(piece.look, self._styles.font(piece.look)) if is_text else ""

    def text(self, piece: Piece) -> str:
        self._unmeasured.append(piece)
        return faces.escaped(piece.text, piece.look)

    def other(self, piece: Piece, following: list[Piece]) -> str:
        if piece.picture:
            return self._picture(piece)
        if piece.text == "\t":
            return self._tab(piece, following)
        self._at = self._left
        self._unmeasured.clear()
        return "<br>"

    def _picture(self, piece: Piece) -> str:
        name, width, height = piece.picture or ("gap", 0.0, 0.0)
        scale = min(1.0, max(self._room - self._left, 10.0) / max(width, 1.0))
        self._at += width * scale
        return f'<img src="{name}" style="width:{width * scale:.1f}pt;height:{height * scale:.1f}pt">'

    def _tab(self, tab: Piece, following: list[Piece]) -> str:
        self._at += sum(map(self._width, self._unmeasured))
        self._unmeasured.clear()
        place, kind, leader = self._stop()
        behind = self._width_to_next_stop(following) if kind in _CENTRED | _RIGHT else 0.0
        space = place - self._at - (behind / 2 if kind in _CENTRED else behind)
        if self._at > self._room or space < _LEAST:
            space = _LEAST * 4
        self._at += space
        fill = _LEADERS.get(leader) or ("_" if tab.look.get("underline") else "")
        return self._filled(fill, space, tab) if fill else gap(space)

    def _stop(self) -> tuple[float, str, str]:
        for place, kind, leader in self._stops:
            if place > self._at + 0.5:
                return min(place, self._room), kind, leader
        if self._at < self._left - 0.5:
            return self._left, "left", "none"
        return (self._at // _USUAL_STOP + 1) * _USUAL_STOP, "left", "none"

    def _width_to_next_stop(self, following: list[Piece]) -> float:
        width = 0.0
        for piece in following:
            if piece.text and piece.text in _WHITE:
                break
            width += piece.picture.width if piece.picture else self._width(piece)
        return width

    def _filled(self, fill: str, space: float, tab: Piece) -> str:
        look = tab.look | {"underline": False}
        font = self._styles.font(look)
        times = int(space / max(faces.width(fill, look, font), 0.5))
        return f'<span style="{faces.css(look, font)}">{fill * times}</span>'

    def _width(self, piece: Piece) -> float:
        return faces.width(piece.text, piece.look, self._styles.font(piece.look))
