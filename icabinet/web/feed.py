"""What is published as an Atom feed (RFC 4287), for programs that watch for news."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from flask_babel import gettext as _

from icabinet.languages import format_when
from icabinet.publications.contents import AGENDA, agenda_in, decisions_in
from icabinet.publications.tables import PublicationRow

_ATOM = "http://www.w3.org/2005/Atom"
Link = Callable[[PublicationRow], str]


def feed_of(rows: Sequence[PublicationRow], lang: str, own: str, link: Link) -> bytes:
    """Return the feed. own: its address; link: where one of these is read."""
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": lang})
    _text(feed, "id", own)
    _text(feed, "title", _("Published by I-Cabinet"))
    _text(feed, "updated", _moment(max((row.at for row in rows), default=0)))
    ET.SubElement(feed, "link", {"rel": "self", "href": own, "type": "application/atom+xml"})
    for row in rows:
        _entry(feed, row, link(row), lang)
    written: bytes = ET.tostring(feed, "utf-8", xml_declaration=True)
    return written


def _entry(feed: ET.Element, row: PublicationRow, address: str, lang: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _text(entry, "id", address)
    _text(entry, "title", f"{_('Agenda') if row.what == AGENDA else _('Decisions')}: {row.title}")
    _text(entry, "published", _moment(row.published_at))
    _text(entry, "updated", _moment(row.at))
    _text(ET.SubElement(entry, "author"), "name", row.body_name)
    ET.SubElement(entry, "link", {"rel": "alternate", "href": address, "type": "text/html"})
    ET.SubElement(entry, "content", {"type": "text"}).text = "\n".join(_lines(row, lang))


def _lines(row: PublicationRow, lang: str) -> list[str]:
    head = [f"{format_when(row.starts_at)} · {row.place}" if row.place else format_when(row.starts_at)]
    if row.called_off:
        head.append(_("Called off"))
    if row.note:
        head.append(row.note)
    if row.what == AGENDA:
        return head + [f"{item.number}. {item.title}" for item in agenda_in(row.content).items]
    told = decisions_in(row.content)
    said = [f"{one.on}: {one.text}" if one.on else one.text for one in told.conclusions]
    said += [f"{vote.question}: {vote.sentences.get(lang, '')}" for vote in told.votes]
    return head + said + [f"{document.number}: {document.about}" for document in told.documents]


def _text(parent: ET.Element, name: str, said: str) -> None:
    ET.SubElement(parent, name).text = said


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms // 1000, UTC).isoformat().replace("+00:00", "Z")
