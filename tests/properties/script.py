"""Meetings made up at random: who tries what, with arguments that fit, nearly fit, or do not fit at all.

A whole meeting comes from one number, its seed: hypothesis varies the numbers, and a seed that once failed is kept
as an @example. (Drawn step by step, hypothesis' meetings resemble each other and rarely get far.)
"""

import base64
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import strategies as st
from sqlalchemy import func, select

from icabinet import clock
from icabinet.attendance.door import code_at
from icabinet.attendance.queries import last_word
from icabinet.errors import Refusal
from icabinet.ink.packing import pack
from icabinet.invitations.queries import letter_of
from icabinet.minutes.queries import passages_of
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.people import bodies
from icabinet.people.policy import Role
from icabinet.performing import SYSTEM, Answer
from icabinet.tasks.tables import TaskRow
from tests.desk import BODY, MAIN, OUTSIDER, ROLES, ROOM, Desk, ref
from tests.sealing import seal, seal_for_several

Args = dict[str, Any]
Values = tuple[Any, ...]


@dataclass(frozen=True)
class Step:
    """Somebody's attempt; `private` on their notebook."""

    who: str
    name: str
    args: Args = field(default_factory=dict)
    private: bool = False


def _some(name: str, most: int) -> Values:
    return tuple(ref(f"{name}{n}") for n in range(1, most + 1))


# Few names, so that people meet at the same things; some are taken before the first step (see `prelude`).
ITEM, PAPER, POLL = _some("item", 4), _some("paper", 8), (*_some("poll", 2), *_some("poll", 5))
STROKE, SPEECH = _some("stroke", 5), _some("speech", 3)
CALL, WORD = _some("call", 3), _some("word", 3)
COMMENT = _some("comment", 6)
TASK = _some("task", 3)
EXPECTED = _some("expected", 3)
DOCUMENT, REMARK = _some("document", 3), _some("remark", 3)
# The last paper is never for anybody but m1 and the desk.
SECRET = PAPER[-1]
NONE_OR_ITEM = (None, None, *ITEM)
PERSON = (*ROLES, OUTSIDER)
TEXT = ("Ngân sách", "Báo cáo", "Một", "  two  words ")
MINUTES = (None, 0, 5, 60)
TRUTH = (True, False)
_ADDED = {"id": ITEM, "title": TEXT, "parent": NONE_OR_ITEM, "minutes": MINUTES}
_STROKE = {
    "id": STROKE, "paper": (PAPER[0], PAPER[0], PAPER[0], SECRET), "page": (1, 2), "tool": ("pen", "highlighter"),
    "colour": ("#123456", "#abcdef"), "width": (1, 40), "points": (pack([1, 2, 3]), pack([4, 5, 6] * 9), [7, 8, 9]),
    "to": ([], [], [], ["person:m2", "person:sec"], ["unit:Unit"]), "layer": ("", "", "", "presenter"),
}  # fmt: skip
_FILED = {"id": PAPER, "item": NONE_OR_ITEM, "title": TEXT, "filename": ("a.pdf",), "sha": ("0" * 64,), "size": (1,)}
_NEWER = {
    "id": PAPER[:-1], "replaces": (PAPER[2], PAPER[3], PAPER[3], *PAPER[:-1]), "filename": ("a.pdf",),
    "sha": ("1" * 64,), "size": (1,),
}  # fmt: skip
_UPLOADED = {"filename": ("a.pdf",), "sha": ("2" * 64,), "size": (1,)}
FILE = (ref("file1"), ref("file2"))
_AWAITED = {
    "id": EXPECTED,
    "title": TEXT,
    "unit": ("Unit",),
    "item": NONE_OR_ITEM,
    "due_at": (None, 1, 4_000_000_000_000),
}
_MADE = {"id": PAPER, "kind": ("pdf",), "renderer": ("r/1",), "sizes": ([[10.0, 20.5]] * 2,)}
# What the document, or the passage, is at the moment of asking, or not (see `play`).
_REVISED = "revised"
_REVISION = (_REVISED, _REVISED, 0)
_DRAFTS = ([{"key": "opening", "text": "Một"}], [{"key": "opening", "text": "Hai"}, {"key": "item", "title": "1. A"}])
_DRAFTED = {"about": TEXT, "passages": _DRAFTS}
_CERTIFICATE = {"name": "A", "organ": "", "issuer": "CA", "serial": "1", "fingerprint": "a" * 64, "until": 1}
_SIGNED = {
    "id": _some("signature", 3), "document": DOCUMENT, "place": ("secretary", "chair", "chair"), "before": ("b" * 64,),
    "sha": ("b" * 64,), "size": (1,), "level": ("B-B", "B-LTA"), "certificate": (_CERTIFICATE,),
}  # fmt: skip
_PAST, _LATER = 1_000, 4_000_000_000_000
_DUE = (None, _PAST, _LATER)
_SOON, _SOON_MS = "soon", 1_000
_RESTRICTED = {
    "id": (PAPER[0], PAPER[0], *PAPER[:-1]), "level": ("ordinary", "internal", "limited"),
    "roles": ([], [], ["guest"], ["member", "display"]), "units": ([], [], ["Unit"]),
    "people": ([], [], ["m1"], ["m2", "guest"]), "until": (None, None, None, _SOON),
}  # fmt: skip
_SAID = {"id": COMMENT, "mark": STROKE[:3], "text": TEXT, "mentions": ([], [], ["m1"], ["m2", "guest"])}
_ASKED = {
    "id": SPEECH, "kind": ("contribution", "contribution", "point_of_order", "interposed"), "subject": TEXT,
    "queue": (None, None, "general", *ITEM), "paper": (None, None, PAPER[0], SECRET),
}  # fmt: skip
# What is true only at the moment of asking (see `play`).
_DOOR, _STAYS, _SEEN = "door", "stays", "seen"
_CHECKED_IN = {"code": ("", "", "", _DOOR, "wrong"), "remote": (*TRUTH, False), "how": ("tap", "seat")}
_CORRECTED = {"person": PERSON, "stays": (_STAYS, _STAYS, []), "reason": TEXT, "seen": (_SEEN, _SEEN, 5)}
SEAT = ("1", "2", "3", "8")
_ANSWERED = {
    "answer": ("accepted", "declined", "substitute", "", "perhaps"), "reason": (*TEXT, ""),
    "substitute": ("", "", "m2", "guest"), "name": ("", "", "Somebody"),
}  # fmt: skip
_PRESETS = ("people_committee", "majority_cast", "two_thirds_all")
_POLL = {
    "id": POLL, "question": TEXT, "secret": (*TRUTH, False), "analog": (True, False, False, False),
    "item": NONE_OR_ITEM,
    "preset": _PRESETS, "ways": ({}, {"by_hand": True}),
}  # fmt: skip
_HANDS = (
    {"ballots": 2, "votes": [1, 1]},
    {"ballots": 1, "abstain": 1, "votes": [0, 0]},
    {"ballots": 3, "votes": [1, 1]},
)

DISPLAY = ("screen", "screen", ref("wall1"))
_PINNED = {
    "id": DISPLAY, "view": ("page", "page", "agenda", "message", "idle", "countdown"),
    "paper": (None, PAPER[0], SECRET), "page": (1, 2), "text": TEXT, "until": (None, None, None, _SOON),
}  # fmt: skip
_STATED = {"item": ITEM[:2], "position": ("no_objection",) * 4 + ("objection", "speak", "other"), "text": TEXT}
_DECIDED = {
    "conclusions": (["general"], ["general"], [ITEM[0]], []), "votes": ([], [], [POLL[0]]),
    "documents": ([], [], [DOCUMENT[0]]),
}  # fmt: skip
_LISTS = ([ITEM[0]], [ITEM[0], ITEM[1]], [ITEM[1]])
# Every holder's tablet makes the same pair here, so that a key that is given fits.
_PAIR = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
_PUBLIC = base64.b64encode(_PAIR.public_key().public_bytes_raw()).decode()
_PRIVATE = base64.b64encode(_PAIR.private_bytes_raw()).decode()
_SHARED = ref("poll5")

# action → (weight, what each argument is chosen from)
ACTIONS: dict[str, tuple[int, dict[str, Values]]] = {
    "meetings.edit": (1, {"title": TEXT, "place": TEXT, "minutes": (60, 90), "starts_at": (0, 10**12)}),
    "meetings.add_participant": (4, {"person": PERSON, "role": tuple(Role), "entitled": TRUTH}),
    "meetings.remove_participant": (1, {"person": PERSON}),
    "meetings.lend_chair": (2, {"to": PERSON}),
    "meetings.return_chair": (2, {}),
    "invitations.write": (1, {"note": TEXT, "remind_h": (0, 1, 24)}),
    "invitations.send": (3, {"persons": ([], [], ["m1"])}),
    "invitations.remind": (2, {"persons": ([], ["m1"])}),
    "invitations.remind_in_time": (1, {}),
    "tasks.remind_in_time": (1, {}),
    # It ends everything that could still be tried: mostly without the reason that it takes.
    "meetings.call_off": (1, {"reason": ("", "", "", "", "Storm")}),
    "meetings.start": (2, {}),
    "meetings.end": (1, {}),
    "agenda.add_item": (5, _ADDED),
    "agenda.import_items": (2, {"items": ([],)}),
    "agenda.edit_item": (2, {"id": ITEM, "title": TEXT, "minutes": MINUTES, "presenter": TEXT}),
    "agenda.move_item": (6, {"id": ITEM, "parent": NONE_OR_ITEM, "before": (None, None, None, *ITEM)}),
    "agenda.remove_item": (3, {"id": ITEM}),
    "agenda.open_item": (3, {"id": ITEM}),
    "agenda.close_item": (2, {"id": ITEM}),
    "papers.file": (4, _FILED),
    "papers.replace": (3, _NEWER),
    "papers.cancel": (3, {"id": PAPER}),
    "papers.finish_comparison": (2, {"id": PAPER, "unchanged": ([1, 2], [0, 1], [1])}),
    "papers.rename": (1, {"id": PAPER, "title": TEXT}),
    "papers.name_issuer": (1, {"id": PAPER, "issuer": ("", "nobody")}),
    "papers.group": (1, {"id": PAPER, "group": ("", "report", "song")}),
    "papers.expect": (3, {"papers": ([],)}),
    "papers.change_expected": (1, {"id": EXPECTED, "title": TEXT, "unit": ("Unit", "WORD"), "item": NONE_OR_ITEM}),
    "papers.drop_expected": (1, {"id": EXPECTED}),
    "papers.submit": (4, {"id": PAPER[:-1], "expected": EXPECTED, **_UPLOADED}),
    "papers.approve": (3, {"id": EXPECTED}),
    "papers.return": (2, {"id": EXPECTED, "reason": TEXT}),
    "papers.supply": (2, {"id": EXPECTED, "paper": PAPER}),
    "papers.remind_units": (1, {}),
    "papers.remind_units_in_time": (1, {}),
    "papers.refile": (3, {"id": PAPER, "item": NONE_OR_ITEM}),
    "papers.remove": (2, {"id": PAPER}),
    "papers.retry": (2, {"id": PAPER}),
    "papers.restrict": (6, _RESTRICTED),
    "papers.release": (2, {"id": PAPER}),
    "papers.start_conversion": (4, {"id": PAPER}),
    "papers.finish_conversion": (4, _MADE),
    "papers.fail_conversion": (2, {"id": PAPER, "reason": ("broken",)}),
    "presenting.show": (3, {"paper": (PAPER[0], PAPER[0], SECRET, *PAPER), "page": (1, 2)}),
    "presenting.stop": (1, {}),
    "presenting.hand_over": (2, {"person": PERSON}),
    "presenting.take_back": (1, {}),
    "presenting.gather": (1, {}),
    "ink.draw": (8, _STROKE),
    "ink.carry": (5, {"from": (PAPER[0],), "to": (PAPER[3], PAPER[3], *PAPER)}),
    "ink.change": (5, {"id": STROKE, "points": (None, pack([9, 9, 9])), "colour": (None, "#654321")}),
    "ink.layer": (3, {"hidden": (None, *TRUTH), "frozen": (None, *TRUTH, False)}),
    "ink.erase": (5, {"ids": ([STROKE[0]], [STROKE[1], STROKE[1]], [*STROKE])}),
    "comments.open": (7, _SAID),
    "comments.reply": (3, _SAID),
    "comments.edit": (1, {"id": COMMENT, "text": TEXT}),
    "comments.withdraw": (1, {"id": COMMENT}),
    "comments.resolve": (1, {"mark": STROKE}),
    "comments.reopen": (1, {"mark": STROKE}),
    "floor.ask": (8, _ASKED),
    "floor.add": (1, {"id": SPEECH, "person": PERSON, "kind": ("contribution", "intervention")}),
    "floor.withdraw": (5, {"id": SPEECH}),
    "floor.remove": (2, {"id": SPEECH}),
    "floor.call": (5, {"id": SPEECH}),
    "floor.end": (4, {"id": SPEECH}),
    "floor.pause": (2, {"id": SPEECH}),
    "floor.resume": (1, {"id": SPEECH}),
    "floor.extend": (1, {"id": SPEECH, "seconds": (30, -30)}),
    "floor.move": (1, {"id": SPEECH, "before": (None, *SPEECH)}),
    "floor.sort": (1, {}),
    "floor.clear": (1, {"queue": NONE_OR_ITEM}),
    "floor.readd": (1, {"id": (*SPEECH, ref("speech9"))}),
    "floor.set_rules": (1, {"anonymous": TRUTH, "several": TRUTH, "order": ("asked", "fewest", "least_time")}),
    "messages.offer_help": (1, {"kinds": (["water"], ["water", "secretary", "Trà"])}),
    "messages.call": (2, {"id": CALL, "kind": ("water", "secretary", "Trà"), "note": TEXT}),
    "messages.take": (1, {"id": CALL}),
    "messages.close": (1, {"id": CALL}),
    "messages.withdraw": (1, {"id": CALL}),
    "messages.broadcast": (1, {"id": WORD, "text": TEXT, "seconds": (None, 60)}),
    "messages.end_broadcast": (1, {"id": WORD}),
    "messages.say": (1, {"id": WORD, "text": TEXT}),
    "equipment.use_room": (1, {"room": ("", "hall"), "mode": ("request", "direct"), "most": (1, 3)}),
    "equipment.set_scene": (1, {"scene": (None, "vote")}),
    "equipment.give_unit": (1, {"unit": ("A1",), "person": PERSON}),
    "equipment.give_card": (1, {"card": ("04:a2",), "person": PERSON}),
    "floor.grant": (1, {"unit": ("Unit",), "seconds": (60, -60)}),
    "agenda.take_back": (2, {"id": ITEM}),
    "floor.take_back": (3, {"id": SPEECH}),
    "displays.add": (1, {"id": (ref("wall1"),), "name": TEXT}),
    "displays.rename": (1, {"id": DISPLAY, "name": TEXT}),
    "displays.pin": (3, _PINNED),
    "displays.release": (1, {"id": DISPLAY}),
    "floor.open": (1, {}),
    "floor.close": (1, {}),
    "floor.set_limit": (1, {"limit_s": (60, 90)}),
    "polls.prepare": (4, _POLL),
    "polls.announce": (2, {"id": POLL}),
    "polls.say_ready": (2, {"poll": POLL, "ready": TRUTH}),
    "polls.open": (6, {"id": POLL, "seconds": (None, None, 1)}),
    # Sealed instead when the vote turns out to be secret (see `play`).
    "polls.cast": (20, {"poll": POLL, "choice": ("yes", "no", "abstain")}),
    "polls.enter": (4, {"poll": POLL, "member": PERSON, "choice": ("yes", "no", "abstain")}),
    "polls.count_hands": (4, {"poll": POLL, "counted": _HANDS}),
    "polls.nudge": (3, {"id": POLL}),
    "polls.offer_key": (3, {"poll": (_SHARED, _SHARED, *POLL), "public_key": (_PUBLIC,)}),
    "polls.give_key": (3, {"poll": (_SHARED, _SHARED, *POLL), "private_key": (_PRIVATE,)}),
    "polls.close": (8, {"id": POLL}),
    "polls.time_out": (2, {"id": POLL}),
    "polls.publish": (2, {"id": POLL}),
    "polls.recuse": (2, {"item": ITEM, "reason": TEXT}),
    "polls.end_recusal": (2, {"item": ITEM}),
    "polls.cancel": (1, {"id": POLL}),
    "positions.call": (3, {"closes_at": (_PAST, _PAST, _LATER), "seen": ("never", "opened"), "named": TRUTH}),
    "positions.set_item": (1, {"item": ITEM, "asked": (*TRUTH, True), "closes_at": (None, None, _PAST)}),
    "positions.state": (6, _STATED),
    "positions.take_back": (1, {"item": ITEM[:2]}),
    "positions.pull_out": (1, {"item": ITEM[:2], "reason": TEXT}),
    "positions.put_back": (1, {"item": ITEM[:2]}),
    "positions.list": (4, {"items": _LISTS}),
    "positions.adopt": (3, {"items": _LISTS}),
    "positions.put_to_vote": (2, {"poll": (ref("poll3"), *POLL), "words": TEXT, "items": _LISTS}),
    "attendance.check_in": (3, _CHECKED_IN),
    "attendance.leave": (3, {}),
    "attendance.represent": (2, {"member": PERSON, "by": PERSON}),
    "attendance.end_representation": (2, {"member": PERSON}),
    "attendance.mark": (2, {"person": PERSON, "present": TRUTH, "remote": TRUTH}),
    "attendance.note_passage": (3, {"person": PERSON, "present": TRUTH, "device": ("Gate",)}),
    "attendance.correct": (3, _CORRECTED),
    "attendance.set_ways": (2, {"tap": TRUTH, "afar": TRUTH, "counted": TRUTH}),
    "attendance.answer": (3, _ANSWERED),
    "attendance.answer_by_link": (1, _ANSWERED),
    "attendance.answer_for": (2, {**_ANSWERED, "person": PERSON}),
    "conclusions.record": (3, {"item": NONE_OR_ITEM, "text": TEXT, "announced": TRUTH, "seen": (None, None, 0, 1)}),
    "conclusions.remove": (1, {"item": NONE_OR_ITEM}),
    "conclusions.add_file": (2, {"id": FILE, "item": NONE_OR_ITEM, **_UPLOADED}),
    "conclusions.remove_file": (1, {"id": FILE}),
    "tasks.give": (
        3,
        {"id": TASK, "item": NONE_OR_ITEM, "text": TEXT, "unit": ("Unit", "Sở"), "deadline_at": _DUE, "by_word": TRUTH},
    ),
    "tasks.edit": (1, {"id": TASK, "item": NONE_OR_ITEM, "text": TEXT, "unit": ("Unit", "Sở"), "helpers": ([], ["A"])}),
    "tasks.report": (3, {"id": TASK, "text": TEXT, "done": TRUTH, "until": _DUE}),
    "tasks.add_file": (2, {"id": FILE, "task": TASK, **_UPLOADED}),
    "tasks.put_off": (1, {"id": TASK, "deadline_at": (_LATER, _PAST), "reason": TEXT}),
    "tasks.return": (1, {"id": TASK, "reason": TEXT}),
    "tasks.close": (1, {"id": TASK, "text": TEXT}),
    "tasks.drop": (1, {"id": TASK, "reason": TEXT}),
    "tasks.remind": (1, {"id": TASK}),
    "tasks.carry": (1, {"item": ITEM}),
    "minutes.begin": (2, {"id": DOCUMENT, "kind": ("minutes", "conclusions", "resolution"), **_DRAFTED}),
    "minutes.redraft": (2, {"id": DOCUMENT, "passages": _DRAFTS}),
    "minutes.write": (3, {"id": DOCUMENT, "key": ("opening", "item", "mine"), "text": TEXT, "seen": _REVISION}),
    "minutes.remove_passage": (1, {"id": DOCUMENT, "key": ("opening", "item", "mine"), "seen": _REVISION}),
    "minutes.rename": (1, {"id": DOCUMENT, "about": TEXT}),
    "minutes.circulate": (2, {"id": DOCUMENT, "closes_at": _DUE}),
    "minutes.remark": (3, {"id": REMARK, "document": DOCUMENT, "key": ("", "item"), "text": TEXT}),
    "minutes.answer_remark": (2, {"id": REMARK, "taken": TRUTH, "reply": TEXT}),
    "minutes.issue": (1, {"id": DOCUMENT, "content": ({},), "seen": _REVISION, "seq": (1,), "head": ("00",)}),
    "minutes.put_forward": (1, {"id": DOCUMENT[1:2], "meeting": (MAIN,), "item": ITEM[:2]}),
    "minutes.approve": (1, {"id": DOCUMENT[1:2], "meeting": (MAIN,), "item": ITEM[1:2]}),
    "signing.sign": (3, _SIGNED),
    "publications.publish_agenda": (1, {"items": (*_LISTS, []), "place": TRUTH, "presenters": TRUTH, "note": TEXT}),
    "publications.publish_decisions": (1, _DECIDED),
    "publications.withdraw": (1, {"what": ("agenda", "decisions"), "reason": TEXT}),
    "seats.choose_room": (3, {"room": (ROOM, ROOM, "none")}),
    "seats.assign": (4, {"seat": SEAT, "person": (None, *PERSON)}),
    "seats.fill": (2, {"again": TRUTH}),
    "seats.clear": (1, {}),
    "seats.sit": (4, {"seat": SEAT}),
    "seats.show": (2, {"on": TRUTH}),
}  # fmt: skip
_NEARLY: dict[str, Values] = {
    "title": ("", "x" * 501, "a\x00b"), "subject": ("x" * 201,), "minutes": (-1, 2**64), "kind": ("song",),
    "tool": ("brush",), "colour": ("red",), "points": ([1], [], "?"), "to": (["person:?"],),
    "page": (0, 4), "width": (0, 501), "role": ("king",),
    "limit_s": (5, 10**6), "preset": ("coin",), "choice": ("maybe",), "ids": ([],), "starts_at": (-1, 2**62),
    "level": ("mat", "?"), "roles": (["king"],), "people": (["nobody"],), "until": (5,),
    "text": ("", "x" * 2_001, "a\x00b"), "mentions": (["nobody"],), "mark": ("?", ref("stroke9")),
}  # fmt: skip
_ODD = (None, -1, 0, 2**63, 2**70, 1.5, "", "?", [], {}, True)
_NAMED = ("person", "member", "by", "room", "substitute", "to")
_OPTIONAL = ("meetings.edit", "agenda.edit_item")
# What the product does for a person.
_FOR_SOMEBODY = (
    "papers.file", "papers.replace", "papers.submit", "attendance.answer_by_link", "minutes.issue", "signing.sign",
    "conclusions.add_file", "tasks.add_file",
)  # fmt: skip
_INSIDE = (
    "papers.start_conversion", "papers.finish_conversion", "papers.fail_conversion", "papers.finish_comparison",
    "papers.release", "polls.time_out", "attendance.note_passage",
    "invitations.remind_in_time",
    "tasks.remind_in_time",
    "papers.remind_units_in_time",
)  # fmt: skip
_MOSTLY = {
    **dict.fromkeys(
        ("positions.state", "positions.take_back", "positions.pull_out", "positions.put_back"),
        ("chair", "m1", "m2", "m3"),
    ),
    "positions.adopt": ("chair",),
    **dict.fromkeys(("publications.publish_agenda", "publications.publish_decisions"), ("chair",)),
    **dict.fromkeys(
        ("polls.cast", "polls.say_ready", "polls.recuse", "polls.end_recusal"), ("chair", "m1", "m2", "m3")
    ),
    **dict.fromkeys(
        (
            "ink.draw",
            "ink.change",
            "ink.erase",
            "ink.carry",
            "attendance.check_in",
            "attendance.leave",
            "attendance.answer",
            "attendance.answer_by_link",
            "seats.sit",
        ),
        (*ROLES,),
    ),
    **dict.fromkeys(("polls.offer_key", "polls.give_key"), ("chair", "sec", "guest")),
    **dict.fromkeys(("floor.ask", "floor.withdraw", "messages.call", "messages.withdraw"), ("m1", "m2", "guest")),
    "meetings.lend_chair": ("chair",),
    **dict.fromkeys(("tasks.report", "tasks.add_file"), ("m1", "m2", "sec", "guest")),
    "minutes.remark": ("m1", "m2", "sec"),
    "signing.sign": ("chair", "sec"),
    "papers.submit": ("m1", "m2", "guest"),
    **dict.fromkeys(("messages.take", "messages.close", "messages.offer_help"), ("sec",)),
    **dict.fromkeys(("comments.open", "comments.reply", "comments.edit", "comments.withdraw"), (*ROLES,)),
}
# What often comes next, with the same thing.
_THEN = {
    "invitations.send": ("invitations.remind", "invitations.remind_in_time", "meetings.edit"),
    "meetings.edit": ("invitations.send",),
    "agenda.add_item": ("agenda.move_item", "agenda.open_item"),
    "publications.publish_agenda": ("publications.withdraw",),
    "publications.publish_decisions": ("publications.withdraw",),
    "agenda.open_item": ("agenda.close_item", "agenda.take_back", "agenda.take_back"),
    "agenda.close_item": ("minutes.approve", "agenda.take_back"),
    "papers.file": ("papers.start_conversion", "papers.start_conversion", "papers.cancel"),
    "papers.start_conversion": ("papers.finish_conversion", "papers.fail_conversion"),
    "papers.replace": ("papers.start_conversion",),
    "papers.finish_conversion": ("papers.finish_comparison", "papers.replace"),
    "papers.finish_comparison": ("ink.carry",),
    "papers.fail_conversion": ("papers.retry",),
    "papers.restrict": ("papers.restrict", "papers.release"),
    "papers.expect": (
        "papers.remind_units",
        "papers.remind_units_in_time",
        "papers.submit",
        "papers.submit",
        "papers.supply",
    ),
    "papers.return": ("papers.submit",),
    "ink.draw": ("ink.change", "comments.open", "comments.open"),
    "comments.open": (
        "comments.reply",
        "comments.reply",
        "comments.resolve",
        "comments.resolve",
        "comments.withdraw",
        "comments.edit",
        "ink.erase",
    ),
    "comments.resolve": ("comments.reopen", "comments.reopen", "comments.reply"),
    "comments.reply": ("comments.withdraw", "comments.resolve"),
    "meetings.lend_chair": ("meetings.return_chair", "polls.close", "meetings.remove_participant"),
    "presenting.show": ("presenting.gather",),
    "presenting.hand_over": ("presenting.take_back",),
    "floor.ask": ("floor.call", "floor.withdraw", "floor.remove", "floor.move"),
    "floor.call": ("floor.end", "floor.pause", "floor.extend", "floor.take_back"),
    "floor.end": ("floor.readd", "floor.take_back"),
    "floor.pause": ("floor.resume",),
    "messages.call": ("messages.take", "messages.close", "messages.withdraw"),
    "messages.broadcast": ("messages.end_broadcast",),
    "polls.prepare": ("polls.open", "polls.open", "polls.announce"),
    "polls.announce": ("polls.say_ready", "polls.open"),
    "polls.say_ready": ("polls.open",),
    "polls.open": ("polls.cast", "polls.cast", "polls.enter", "polls.count_hands", "polls.close", "polls.time_out"),
    "polls.enter": ("polls.enter", "polls.close"),
    "polls.count_hands": ("polls.count_hands", "polls.close"),
    "polls.cast": ("polls.cast", "polls.cast", "polls.cast", "polls.nudge", "polls.close"),
    "polls.nudge": ("polls.nudge", "polls.cast"),
    "polls.close": ("polls.give_key", "polls.cast", "polls.prepare", "polls.publish", "meetings.end"),
    "polls.give_key": ("polls.give_key", "polls.publish"),
    "polls.offer_key": ("polls.open",),
    "polls.recuse": ("polls.end_recusal", "polls.open"),
    "positions.call": ("positions.state", "positions.list", "positions.set_item"),
    "positions.state": ("positions.state", "positions.take_back", "positions.pull_out", "agenda.open_item"),
    "positions.pull_out": ("positions.put_back",),
    "positions.list": ("positions.adopt", "positions.adopt", "positions.put_to_vote", "positions.pull_out"),
    "positions.put_to_vote": ("polls.open",),
    "conclusions.add_file": ("conclusions.remove_file",),
    "conclusions.record": (
        "conclusions.record",
        "conclusions.add_file",
        "tasks.give",
        "conclusions.remove",
        "agenda.remove_item",
        "publications.publish_decisions",
    ),
    "tasks.give": (
        "tasks.remind_in_time",
        "tasks.report",
        "tasks.report",
        "tasks.add_file",
        "tasks.edit",
        "tasks.put_off",
        "tasks.remind",
        "tasks.drop",
    ),
    "tasks.report": ("tasks.close", "tasks.return"),
    "tasks.close": ("tasks.return",),
    "minutes.begin": ("minutes.write", "minutes.redraft", "minutes.circulate"),
    "minutes.write": ("minutes.write", "minutes.remove_passage", "minutes.circulate"),
    "minutes.circulate": ("minutes.remark", "minutes.remark", "minutes.issue"),
    "minutes.remark": ("minutes.answer_remark",),
    "minutes.issue": ("signing.sign", "signing.sign"),
    "attendance.represent": ("attendance.end_representation", "polls.open"),
    "seats.choose_room": ("seats.fill", "seats.assign", "seats.sit", "seats.show"),
    "seats.fill": ("seats.assign", "seats.sit", "seats.clear", "seats.choose_room"),
}
_NAMES, _WEIGHTS = [*ACTIONS], [weight for weight, _ in ACTIONS.values()]


def scripts(least: int = 20, most: int = 35) -> st.SearchStrategy[list[Step]]:
    """Make up whole meetings of so many steps."""
    return st.integers(0, 2**32).map(lambda seed: make_up(random.Random(seed), least, most))


def make_up(chance: random.Random, least: int, most: int, favour: Collection[str] = ()) -> list[Step]:
    """Make up a meeting; if any are in favour, most beginnings are one of these, or what often comes before it."""
    steps: list[Step] = []
    before = _leading_to(_leading_to(_leading_to(sorted(favour))))
    while len(steps) < chance.randint(least, most):
        favoured = before and chance.random() < 0.8
        steps.append(_step(chance, chance.choice(before) if favoured else chance.choices(_NAMES, _WEIGHTS)[0]))
        while (following := _THEN.get(steps[-1].name)) and chance.random() < (0.8 if favour else 0.6):
            steps.append(_next(chance, chance.choice(following), steps[-1]))
    return steps


def _leading_to(names: list[str]) -> list[str]:
    """Return these, and what often comes before one of them."""
    return [*(name for name, then in _THEN.items() if set(then) & set(names)), *names]


def _next(chance: random.Random, name: str, before: Step) -> Step:
    """Return a step with the same thing as the one before; with a mark, where that was drawn."""
    # Whoever speaks again does so under a new name.
    same = None if name == "floor.readd" else before.args.get("id") or before.args.get("poll")
    step = _step(chance, name, same)
    if not name.startswith("comments."):
        return step
    args = dict(step.args)
    if "mark" in args:
        args["mark"] = before.args.get("mark", before.args.get("id"))
    if name in ("comments.open", "comments.reply"):
        args["id"] = chance.choice(COMMENT)
    is_own = before.private or "mark" not in args or name == "comments.reopen"
    return replace(step, args=args, private=before.private, who=before.who if is_own else step.who)


def _step(chance: random.Random, name: str, same: Any = None) -> Step:
    args = _chosen(chance, ACTIONS[name][1])
    if name == "agenda.import_items":
        args = {"items": [_chosen(chance, _ADDED) for _ in range(chance.randint(0, 2))]}
    if name == "papers.expect":
        args = {"papers": [_chosen(chance, _AWAITED) for _ in range(chance.randint(0, 2))]}
    if name in _OPTIONAL:
        args = {key: value for key, value in args.items() if key == "id" or chance.random() < 0.4}
    key = "id" if "id" in args else "poll"
    if same and key in args:
        args[key] = same
    if args and chance.random() < 0.08:
        spoilt = chance.choice([*args])
        args[spoilt] = chance.choice((*_NEARLY.get(spoilt, ()), *_ODD))
    who = SYSTEM if name in _INSIDE else chance.choice(_MOSTLY.get(name, ("sec", "sec", "chair")))
    if chance.random() < 0.1:
        who = chance.choice(PERSON)
    private = name.startswith(("ink.", "comments.")) and name != "ink.layer" and chance.random() < 0.4
    if private and "to" in args:
        args |= {"to": [], "layer": ""}
    return Step(who, name, args, private=private)


def _chosen(chance: random.Random, values: dict[str, Values]) -> Args:
    return {name: chance.choice(some) for name, some in values.items()}


def prelude(desk: Desk) -> None:
    """What has happened before the first step: enough that every action can succeed."""
    desk.meeting = ref("earlier")
    desk.act("sec", "meetings.create", body=desk.known[BODY], title="Earlier", starts_at=1_700_000_000_000)
    desk.act("sec", "tasks.give", id=ref("task9"), text="Open", unit="Unit")
    desk.meeting = MAIN
    desk.add_item("item1")
    desk.add_item("item2", parent="item1")
    desk.file_paper("paper1", pages=3)
    desk.file_paper("paper2", pages=0)
    desk.file_paper("paper3", pages=0)
    desk.file_paper("paper8", pages=2, restriction={"people": [desk.person("m1")]})
    desk.act(SYSTEM, "papers.start_conversion", id=ref("paper3"))
    desk.act(SYSTEM, "papers.fail_conversion", id=ref("paper3"), reason="broken")
    desk.act("sec", "papers.expect", papers=[{"id": EXPECTED[0], "title": "Expected", "unit": "Unit"}])
    desk.inside("m1", "papers.submit", id=ref("paper7"), expected=EXPECTED[0], filename="a.pdf", sha="2" * 64, size=1)
    desk.make_readable(ref("paper7"), 2)
    desk.act("sec", "minutes.begin", id=DOCUMENT[0], kind="minutes", about="Minutes", passages=_DRAFTS[0])
    desk.act("sec", "minutes.begin", id=DOCUMENT[1], kind="conclusions", about="Notice", passages=_DRAFTS[0])
    desk.act("sec", "minutes.circulate", id=DOCUMENT[1])
    desk.act("sec", "minutes.put_forward", id=DOCUMENT[1], meeting=MAIN, item=ITEM[1])
    desk.replace_paper("paper4", "paper1", pages=2)
    desk.act(SYSTEM, "papers.finish_comparison", id=ref("paper4"), unchanged=[1, 2])
    with desk.app.app_context():
        bodies.set_consent(desk.known[BODY], "silence_is_consent", "gesture")
    desk.act("sec", "positions.call", closes_at=_LATER, seen="opened")
    for who in ("chair", "m1", "m2"):
        desk.act(who, "attendance.check_in")
    desk.act("sec", "polls.prepare", id=ref("poll1"), question="Named?", secret=False)
    desk.act("sec", "polls.prepare", id=ref("poll2"), question="Secret?", secret=True)
    desk.act("sec", "polls.prepare", id=ref("poll4"), question="Hands?", analog=True, ways={"by_hand": True})
    keys = {"holders": [desk.person(who) for who in ("chair", "sec", "guest")], "needed": 2}
    desk.act("sec", "polls.prepare", id=_SHARED, question="Whose keys?", secret=True, keys=keys)
    for who in ("chair", "guest"):
        desk.act(who, "polls.offer_key", poll=_SHARED, public_key=_PUBLIC)


def _with_ids(desk: Desk, step: Step) -> dict[str, Any]:
    """Put people's ids for their names."""
    args = dict(step.args)
    named = (*_NAMED, "id") if step.name.startswith("displays.") else _NAMED
    args |= {key: desk.known[args[key]] for key in named if args.get(key) in [*desk.known]}
    for several in ("people", "persons"):
        if isinstance(args.get(several), list):
            args[several] = [desk.known.get(who, who) for who in args[several]]
    if step.name == "ink.draw" and isinstance(args.get("to"), list):
        args["to"] = [
            f"person:{desk.known.get(one[7:], one[7:])}" if one[:7] == "person:" else one for one in args["to"]
        ]
    return args


def play(desk: Desk, step: Step) -> Answer | Refusal:
    """Try a step. Anything but an answer or a refusal is a bug and passes through."""
    args = _with_ids(desk, step)
    if step.name == "papers.file" and args["id"] == SECRET:
        args["restriction"] = {"people": [desk.person("m1")]}
    if step.name == "polls.cast":
        args = _sealed_if_secret(desk, step.who, args)
    if step.private:
        args |= {key: private_colour(step.who) for key in ("colour", "text") if args.get(key)}
    now = max(clock.now_ms(), desk.told[-1].entry.at if desk.told else 0)
    if args.get("until") == _SOON:
        args["until"] = now + _SOON_MS
    if step.name in ("papers.release", "polls.time_out"):
        now += _SOON_MS
    now = max(now, _due(desk, step.name))
    args = _at_this_moment(desk, step.name, args, now)
    act: Callable[..., Answer] = desk.inside if step.name in _FOR_SOMEBODY else desk.act
    try:
        with patch.object(clock, "now_ms", lambda: now):
            return act(step.who, step.name, **({"private": True} if step.private else {}), **args)
    except Refusal as refusal:
        return refusal


def _due(desk: Desk, name: str) -> int:
    """Return when the product does this by itself, 0 if at no time of its own."""
    if not name.endswith("_in_time"):
        return 0
    with desk.services.db.reading() as session:
        for kept, row in (("tasks.remind_in_time", TaskRow), ("papers.remind_units_in_time", ExpectedRow)):
            if name == kept:
                return session.scalar(select(func.min(row.remind_at)).where(row.stream == desk.stream)) or 0
        return letter_of(session, desk.stream).remind_at or 0


def _at_this_moment(desk: Desk, name: str, args: Args, now: int) -> Args:
    """Put in what can only be known now: the code at the door, when somebody was last heard of."""
    if args.get("code") == _DOOR:
        args["code"] = code_at(desk.settings.secret_key.encode(), MAIN, now)
    if name == "attendance.correct":
        if args.get("stays") == _STAYS:
            args["stays"] = [{"since": now - 5_000, "until": now - 3_000}, {"since": now - 2_000, "remote": True}]
        if args.get("seen") == _SEEN:
            with desk.services.db.reading() as session:
                args["seen"] = last_word(session, desk.stream, str(args.get("person")))
    if args.get("seen") == _REVISED:
        args["seen"] = _revision(desk, name, str(args.get("id")), str(args.get("key")))
    return args


def _revision(desk: Desk, name: str, document: str, key: str) -> int:
    """Return the number of the entry that wrote a passage last, or of the one that changed the document."""
    if name == "minutes.issue":
        return int((desk.records("sec").get(f"documents/{document}") or {}).get("revision", 0))
    with desk.services.db.reading() as session:
        there = passages_of(session, desk.stream, document, gone=True)
    return next((one.revision for one in there if one.key == key), 0)


def _named(desk: Desk, reader: str) -> str:
    kind, _, name = reader.partition(":")
    return f"{kind}:{desk.known.get(name, name)}"


def private_colour(who: str) -> str:
    """Everybody's private ink has a colour of its own, and says so, so that it can be found wherever it got to."""
    return f"#ffff{[*ROLES, OUTSIDER, SYSTEM].index(who):02x}"


def tracker_of(who: str) -> str:
    return f"2222222{'23456789ab'[[*ROLES, OUTSIDER].index(who)]}zz"


def _sealed_if_secret(desk: Desk, who: str, args: Args) -> Args:
    poll = desk.records("sec").get(f"polls/{args.get('poll')}")
    if not poll or poll["state"] != "open" or not poll["secret"] or not isinstance(args.get("choice"), str):
        return args
    if poll["keys"]:
        return {"poll": args["poll"], "sealed": seal_for_several(poll, args["choice"], tracker_of(who))}
    return {"poll": args["poll"], "sealed": seal(poll, args["choice"], tracker_of(who))}
