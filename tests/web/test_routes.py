"""Every route × everybody: what is answered, and whether anything was written, frozen as a text to be read.

`python -m tests.web.test_routes` writes routes_matrix.txt anew; what changed in it is for a person to judge.
"""

import io
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import docx
import pymupdf
import pytest
from werkzeug.test import TestResponse

from icabinet import clock
from icabinet.agenda.templates import Kept, keep, templates_of
from icabinet.desks.conversion import convert
from icabinet.desks.filing import file_upload
from icabinet.desks.own_files import convert as convert_own
from icabinet.folders import keeping
from icabinet.folders.files import OWN, add_file
from icabinet.folders.queries import note_of
from icabinet.hooks.keeping import WantedHook, add_hook
from icabinet.people import sessions
from icabinet.people.badges import add_badge, badges_of
from icabinet.people.devices import add_device
from icabinet.people.importing import columns
from icabinet.people.importing import doing as importing
from icabinet.people.importing.planning import Choice
from icabinet.people.keys import WantedKey, add_key
from icabinet.performing import Actor
from icabinet.web import security
from tests.desk import BODY, MAIN, NOISE, NOISE_BODY, PASSWORD, ROOM, Desk, ref
from tests.test_policy import a_desk
from tests.web.visitor import Visitor

MATRIX = Path(__file__).parent / "routes_matrix.txt"
HEAD = """\
What every route answers to whom: the status, where a redirect leads, "+" if something was written.
"of @noise" is the other meeting, where the member is the chair, the chair a guest, the secretary a member, the
outsider the secretary, and which the display's tablet was not signed in for.
Written by `python -m tests.web.test_routes`.
"""
COLUMNS = {
    "anonymous": ("", None),
    "outsider": ("out", None),
    "member": ("m1", None),
    "secretary": ("sec", None),
    "chair": ("chair", None),
    "display": ("screen", MAIN),
    "administrator": ("admin", None),
}
SLIP = ref("slip1")
# How wide a column is written.
_WIDE = 36
# What anybody may ask for without being somebody: all that is below these, or exactly these.
OPEN = {
    "/sign-in", "/join", "/join/<code>", "/language", "/healthz", "/readyz", "/api", "/api/v1/openapi.json",
    "/public", "/public/<meeting>/<what>", "/public/feed.atom", "/public/calendar.ics",
    "/api/v1/sessions", "/static/<version>/<path:name>", "/offline", "/sw.js",
}  # fmt: skip

# What is for administrators alone.
KEPT = (
    "/people", "/bodies", "/rooms", "/devices", "/programs", "/retention",
    "/api/v1/people", "/api/v1/bodies", "/api/v1/rooms", "/api/v1/keys", "/api/v1/hooks",
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """What a request is made of; made anew for each, because files are read once."""

    make: Callable[[], dict[str, Any]] = dict
    parts: dict[str, str] = field(default_factory=dict)


def pdf() -> io.BytesIO:
    with pymupdf.open() as document:
        document.new_page(width=595, height=842).insert_text((72, 100), "page 1")
        return io.BytesIO(document.tobytes(no_new_id=True))


def word() -> io.BytesIO:
    document, kept = docx.Document(), io.BytesIO()
    document.add_paragraph("1. Báo cáo")
    document.save(kept)
    kept.seek(0)
    return kept


def form(**fields: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {"data": {name: value() if callable(value) else value for name, value in fields.items()}}


def json(**fields: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {"json": fields}


def requests(desk: Desk) -> dict[str, Sent]:
    """Return what to send to each endpoint that needs anything, so that whoever may will succeed."""
    act, item, person, body = ref("act1"), ref("item1"), desk.known["out"], desk.known[NOISE_BODY]
    seat, when = {"office": "Clerk", "rank": 5}, {"day": "2026-12-01", "time": "08:00"}
    own_paper = {"file": lambda: (pdf(), "a.pdf")}
    programme = {"file": lambda: (word(), "a.docx")}
    new_body = desk.known[BODY]
    return {
        "api.act": Sent(json(id=act, args={}), {"name": "attendance.check_in"}),
        "api.act_in_notebook": Sent(json(id=act, args={"ids": [ref("none")]}), {"name": "ink.erase"}),
        "api.add_body": Sent(json(name="New")),
        "api.add_person": Sent(json(name="New")),
        "api.change_person": Sent(json(name="Changed")),
        "api.draft_agenda": Sent(form(**programme)),
        "api.file_paper": Sent(form(id=ref("paper9"), **own_paper)),
        "api.issue_code": Sent(json(person=desk.known["m2"])),
        "api.offline_keepable": Sent(json(meetings=[MAIN])),
        "api.offline_key": Sent(json(device=ref("tablet"))),
        "api.seat_person": Sent(json(**seat)),
        "api.sign_in": Sent(json(login="m1", password=PASSWORD)),
        "pages.act_on_archive": Sent(form(act=act, held="1", why="Inspection"), {"name": "archive.set_hold"}),
        "pages.set_retention": Sent(form(room="10", written="")),
        "pages.erase_meeting": Sent(form(why="The period is over")),
        "pages.act_on_conclusion": Sent(form(act=act, text="New", announced="1"), {"name": "conclusions.record"}),
        "pages.act_on_task": Sent(form(act=act, text="Done"), {"name": "tasks.report"}),
        "pages.act_on_slip": Sent(form(act=act), {"name": "slips.remind"}),
        "pages.answer_slip": Sent(form(act=act, **{"choice-0": "yes", "opinion-0": ""})),
        "pages.make_slip": Sent(form(act=act, body=new_body, subject="New", question="?", **when)),
        "pages.report_slip": Sent(form(act=act, add=ref("act2"), item=ref("item9"), paper=ref("paper9"), meeting=MAIN)),
        "pages.write_slip": Sent(form(act=act, subject="New")),
        "api.note_passage": Sent(json(id=act, identity="card 1")),
        "api.add_badge": Sent(json(identity="card 2")),
        "api.add_device": Sent(json(name="Gate", room=desk.known[ROOM])),
        "api.add_key": Sent(json(name="Portal")),
        "api.add_hook": Sent(json(name="Portal", url="https://example.vn/")),
        "pages.add_key": Sent(form(name="Portal", scopes="meetings.list")),
        "pages.add_hook": Sent(form(name="Portal", url="https://example.vn/")),
        "pages.act_on_publication": Sent(
            form(act=act, items=ref("item1")), {"name": "publications.publish_agenda"}
        ),
        "pages.key_calendar": Sent(dict, {"code": "x"}),
        "pages.revoke_own_key": Sent(form(), {"key": desk.known["own_key"]}),
        "api.add_room": Sent(json(name="New")),
        "api.change_room": Sent(json(name="Changed")),
        "api.remove_badge": Sent(dict, {"person": desk.known["m2"]}),
        "pages.add_badge": Sent(form(identity="card 2")),
        "pages.add_device": Sent(form(name="Gate", room=desk.known[ROOM])),
        "pages.add_room": Sent(form(name="New", shape="u", head="1", across="1", deep="2")),
        "pages.arrange_room": Sent(form(shape="rows", head="1", across="4", deep="2")),
        "pages.change_room": Sent(form(name="Changed")),
        "pages.check_in_here": Sent(form(act=act, code="222222")),
        "pages.correct_attendance": Sent(form(act=act, reason="Seen", seen="0"), {"person": desk.known["m2"]}),
        "pages.remove_badge": Sent(form(), {"person": desk.known["m2"]}),
        "pages.act_on_invitations": Sent(form(act=act), {"name": "invitations.send"}),
        "pages.answer_by_link": Sent(form(act=act, answer="accepted"), {"person": desk.known["m2"]}),
        "pages.change_email": Sent(form(email="new@example.vn")),
        "pages.invitation_letter": Sent(dict, {"form": "docx"}),
        "pages.act_on_document": Sent(form(act=act, id=ref("document1")), {"name": "minutes.circulate"}),
        "pages.add_passage": Sent(form(act=act, title="New")),
        "pages.attendance_list": Sent(dict, {"form": "docx"}),
        "pages.begin_document": Sent(form(act=act, kind="conclusions")),
        "pages.document_file": Sent(dict, {"form": "docx"}),
        "pages.forward_document": Sent(
            form(act=act, add=ref("act2"), item=ref("item9"), paper=ref("paper9"), meeting=MAIN)
        ),
        "pages.issue_document": Sent(form(act=act, number="")),
        "pages.redraft_document": Sent(form(act=act)),
        "pages.set_letterhead": Sent(form(symbol="UBND", town="Hà Nội")),
        "pages.write_passage": Sent(form(act=act, seen=desk.known["revision"], text="New")),
        "pages.add_files": Sent(form(**own_paper)),
        "pages.add_folder": Sent(form(name="New")),
        "pages.add_note": Sent(form(title="New", text="Text")),
        "pages.change_folder": Sent(form(name="Changed")),
        "pages.change_note": Sent(form(title="Changed", text="Text", seen=desk.known["seen"])),
        "pages.keep_papers": Sent(form(meeting=MAIN, paper=ref("paper1"))),
        "pages.move_thing": Sent(form(), {"kind": "note"}),
        "pages.remove_thing": Sent(form(), {"kind": "note"}),
        "pages.rename_file": Sent(form(title="Changed")),
        "pages.act": Sent(form(act=act, id=ref("item9"), title="New"), {"name": "agenda.add_item"}),
        "pages.add_body": Sent(form(name="New")),
        "pages.move_body": Sent(form(body=new_body, parent=body)),
        "pages.rename_body": Sent(form(name="New")),
        "pages.change_list": Sent(form(does="add", name="New")),
        "pages.look_at_people": Sent(form(file=lambda: (io.BytesIO(b"Name;Unit\nNew;\n"), "a.csv"))),
        "pages.add_person": Sent(form(name="New", locale="vi")),
        "pages.change_display": Sent(form(locale="en")),
        "pages.change_password": Sent(form(old=PASSWORD, new="another long password")),
        "pages.change_person": Sent(form(name="Changed", locale="vi")),
        "pages.choose_language": Sent(form(locale="en")),
        "pages.draft_agenda": Sent(form(**programme)),
        "pages.edit_details": Sent(form(act=act, title="Changed", **when)),
        "pages.file_papers": Sent(form(**own_paper)),
        "pages.import_agenda": Sent(form(act=act, key="item800000000000", **{
            "take-item800000000000": "on", "title-item800000000000": "Taken",
        })),
        "pages.invite_members": Sent(form()),
        "pages.join_now": Sent(form(code="2222222222")),
        "pages.expect_papers": Sent(form(act=act, title="New", unit="NOISE")),
        "pages.submit_paper": Sent(form(paper=ref("paper8"), **own_paper)),
        "pages.take_over_agenda": Sent(form(source=f"meeting:{MAIN}")),
        "pages.keep_agenda": Sent(form(name="Kept")),
        "pages.make_meeting": Sent(form(act=act, body=new_body, title="New", **when)),
        "pages.move_item": Sent(form(act=act, way="up"), {"item": ref("item2")}),
        "pages.print_codes": Sent(form()),
        "pages.restrict_paper": Sent(form(act=act, level="internal")),
        "pages.seat": Sent(form(person=person, **seat)),
        "pages.set_consent": Sent(form(consent="half_answered", adoption="vote")),
        "pages.set_floor": Sent(form(order="fewest", within="item")),
        "pages.set_rule": Sent(form(preset="relative")),
        "pages.sign_in_now": Sent(form(login="m1", password=PASSWORD)),
        "pages.unseat": Sent(form(), {"person": desk.known["m2"]}),
        "api.unseat_person": Sent(dict, {"person": desk.known["m2"]}),
        "assets.static_file": Sent(dict, {"version": "0" * 12, "name": "kernel/i18n.js"}),
        "*": Sent(dict, {
            "body": body, "person": person, "paper": ref("paper1"), "item": item, "page": "1",
            "task": ref("task1"), "attached": ref("file1"), "kind": "meetings",
            "folder": desk.known["folder"], "file": desk.known["file"],
            "note": desk.known["note"], "thing": desk.known["note"],
            "slip": SLIP, "width": "4000", "column": "0", "row": "0", "poll": ref("poll1"), "form": "xlsx",
            "document": ref("document1"), "archive": ref("archive1"), "passage": "opening", "part": "member",
            "listed": "meetings", "listing": desk.known["listing"],
            "expected": ref("wanted1"), "template": desk.known["template"],
            "room": desk.known[ROOM], "device": desk.known["device"], "badge": desk.known["badge"],
            "key": desk.known["key"], "hook": desk.known["hook"], "what": "agenda",
            "code": "2222222222", "session": "0" * 64, "sha": desk.known["sha"],
        }),
    }  # fmt: skip


def prepare(desk: Desk) -> None:
    """Give the meeting an agenda and a real paper, ask for positions, and have a slip out."""
    desk.meeting = SLIP
    args = {"subject": "Slip", "questions": [{"text": "?"}], "deadline_at": clock.now_ms() + 10**9}
    desk.act("sec", "slips.make", body=desk.known[BODY], chair=desk.person("chair"), **args)
    desk.act("sec", "slips.send")
    desk.meeting = MAIN
    desk.add_item("item1")
    desk.add_item("item2")
    desk.act("sec", "papers.expect", papers=[{"id": ref("wanted1"), "title": "Expected", "unit": "Unit"}])
    desk.act("sec", "positions.call", closes_at=4_000_000_000_000)
    passages = [{"key": "opening", "text": "Old"}]
    desk.act("sec", "minutes.begin", id=ref("document1"), kind="minutes", about="Minutes", passages=passages)
    desk.known["revision"] = str(desk.head())
    desk.act("sec", "tasks.give", id=ref("task1"), text="Task", unit="Unit")
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), MAIN, ref("paper1"), None, "a.pdf", pdf())
        convert(desk.stream, ref("paper1"))
        add_badge(desk.known["m2"], "card 1")
        keep(desk.known[BODY], "Kept", [Kept("Item", 5, "", "", 0)], desk.person("sec"))
        desk.known["template"] = templates_of(desk.known[BODY])[0].id
        # Of the member, and of nobody else.
        member = desk.known["m1"]
        desk.known["folder"] = keeping.add_folder(member, "Kept")
        desk.known["note"] = keeping.add_note(member, desk.known["folder"], "Note", "")
        with desk.services.db.reading() as session:
            desk.known["seen"] = str(note_of(session, member, desk.known["note"]).at)
        desk.known["file"] = add_file(member, None, "a.pdf", pdf())
        convert_own(OWN, desk.known["file"])
        desk.known["badge"] = badges_of(desk.known["m2"])[0].id.hex()
        desk.known["key"], _token = add_key(WantedKey("Portal"), desk.known["admin"])
        desk.known["own_key"], _token = add_key(WantedKey("Own", person=desk.known["m1"]), desk.known["admin"])
        # Nobody answers there: a trial waits for nothing.
        desk.known["hook"], _secret = add_hook(WantedHook("Portal", "https://localhost:1/"), desk.known["admin"])
        desk.known["device"], _token = add_device("Gate", desk.known["admin"], room=desk.known[ROOM])
        people = columns.read([["Name", "Unit"], ["New", ""]])
        desk.known["listing"] = importing.keep(desk.known["admin"], "a.csv", people, Choice())
    desk.known["sha"] = desk.kinds("m1", "papers")[ref("paper1")]["sha"]
    desk.act("sec", "conclusions.record", item=ref("item2"), text="Concluded", announced=True)
    file = {"id": ref("file1"), "filename": "a.pdf", "sha": desk.known["sha"], "size": 7}
    desk.inside("sec", "conclusions.add_file", item=ref("item2"), **file)
    desk.inside("sec", "tasks.add_file", task=ref("task1"), **file)


def cell(answer: TestResponse, *, wrote: bool) -> str:
    """Return "303 /people+": the status, where to (without what is different each time), whether it wrote."""
    where = urlsplit(answer.headers.get("Location", "")).path
    for name in (MAIN, NOISE):
        where = where.replace(name, "-")
    steps = [step if len(step) < 16 else "-" for step in where.split("/")]
    return f"{answer.status_code} {'/'.join(steps)}".strip() + ("+" if wrote else "")


def rows(desk: Desk) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (method, rule, cells by column); meetings' routes once more for the other meeting."""
    prepare(desk)
    visitors = [Visitor(desk, who, only=only) for who, only in COLUMNS.values()]
    sent, kept = requests(desk), desk.save()
    for rule in sorted(desk.app.url_map.iter_rules(), key=str):
        for meeting in (MAIN, NOISE) if "meeting" in rule.arguments else (MAIN,):
            asked = sent.get(rule.endpoint, Sent())
            parts = sent["*"].parts | asked.parts | {"meeting": meeting}
            path = desk.app.url_map.bind("").build(rule.endpoint, {name: parts[name] for name in rule.arguments})
            shown = str(rule) + ("" if meeting == MAIN else " of @noise")
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield method, shown, [ask(desk, kept, one, method, path, asked) for one in visitors]


def ask(desk: Desk, kept: sqlite3.Connection, visitor: Visitor, method: str, path: str, asked: Sent) -> str:
    cookies = dict(visitor.client._cookies)
    with sqlite3.connect(desk.database) as watch:
        before = watch.execute("PRAGMA data_version").fetchone()
        answer = visitor.send(method, path, **asked.make())
        answer.close()
        wrote = watch.execute("PRAGMA data_version").fetchone() != before
    watch.close()
    visitor.client._cookies = cookies
    security._limiter.reset()
    if wrote:
        desk.restore(kept)
    return cell(answer, wrote=wrote)


def matrix(desk: Desk) -> str:
    lines = ["".join(name.ljust(_WIDE) for name in COLUMNS)]
    # The sessions are not touched anew while this goes on, and passwords are hashed a few times only.
    with patch.object(sessions, "_SEEN_EVERY_MS", 10**9):
        for method, rule, cells in rows(desk):
            lines += [f"{method} {rule}", "    " + "".join(text.ljust(_WIDE) for text in cells).rstrip()]
    lines[0] = "    " + lines[0].rstrip()
    return HEAD + "\n" + "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Desk) -> None:
    security._limiter.reset()


def told() -> Iterator[tuple[str, str, list[str]]]:
    """Yield (method, rule, cells) as they were written down."""
    lines = MATRIX.read_text().splitlines()[6:]
    for head, text in zip(lines[::2], lines[1::2], strict=True):
        method, _, rule = head.partition(" ")
        yield method, rule, [text[4 + at : 4 + _WIDE + at].strip() for at in range(0, _WIDE * len(COLUMNS), _WIDE)]


def test_routes_answer_as_was_written_down(desk: Desk) -> None:
    assert matrix(desk) == MATRIX.read_text(), "read what changed, then run `python -m tests.web.test_routes`"


def test_every_route_is_written_down(desk: Desk) -> None:
    known = {(method, rule.removesuffix(" of @noise")) for method, rule, _ in told()}
    served = {(method, str(rule)) for rule in desk.app.url_map.iter_rules() for method in rule.methods}
    assert known == {(method, rule) for method, rule in served if method not in ("HEAD", "OPTIONS")}


def test_nothing_breaks_for_anybody() -> None:
    broken = [(rule, cells) for _, rule, cells in told() if any(text.startswith("5") for text in cells)]
    assert broken == []


def test_who_is_not_signed_in_gets_nothing_but_the_way_in() -> None:
    for method, rule, (anonymous, *_) in told():
        if rule not in OPEN:
            assert anonymous in ("302 /sign-in", "401", "404"), (method, rule)


def test_only_administrators_keep_people_and_bodies() -> None:
    for method, rule, (_, *others, administrator) in told():
        if rule.startswith(KEPT):
            assert set(others) == {"403"}, (method, rule)
            assert administrator[0] in "23", (method, rule)


if __name__ == "__main__":
    with a_desk() as opened:
        MATRIX.write_text(matrix(opened))
