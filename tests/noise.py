"""The data that every test starts from: people, two bodies, a planned meeting, and another one full of noise."""

from icabinet.people import accounts, bodies
from icabinet.people.bodies import Seat
from icabinet.people.policy import Role
from icabinet.seats.arranging import arranged
from icabinet.seats.rooms import add_room
from tests.desk import (
    ADMINISTRATOR,
    BODY,
    ENTITLED,
    EVERYBODY,
    MAIN,
    NOISE,
    NOISE_BODY,
    OUTSIDER,
    PASSWORD,
    ROLES,
    ROOM,
    Desk,
    ref,
)
from tests.quick_passwords import quick_passwords

WORD = "NOISE"
# Whoever is somebody in the meeting is somebody else in the noise.
NOISE_ROLES = {
    "m1": Role.CHAIR,
    "m2": Role.SECRETARY,
    "chair": Role.GUEST,
    "sec": Role.MEMBER,
    "m3": Role.MEMBER,
    "guest": Role.MEMBER,
    "screen": Role.AUDITOR,
    "aud": Role.DISPLAY,
}


def furnish(desk: Desk) -> None:
    """Fill an empty database."""
    with desk.app.app_context(), quick_passwords():
        _people(desk)
        _bodies(desk)
        desk.known |= {ROOM: add_room("The room", arranged("u", head=1, across=1, deep=3))}
    _meeting(desk)
    _noise(desk)


def _people(desk: Desk) -> None:
    for who in EVERYBODY:
        login, password = (who, PASSWORD) if who in ("m1", ADMINISTRATOR) else (None, None)
        desk.known[who] = accounts.add_person(f"Name of {who}", login, password, administers=who == ADMINISTRATOR)


def _bodies(desk: Desk) -> None:
    body, noise = bodies.add_body("The body"), bodies.add_body(WORD)
    desk.known |= {BODY: body, NOISE_BODY: noise}
    for rank, who in enumerate(ROLES):
        place = Seat(f"Office of {who}", "Unit", rank, votes=who in ENTITLED, prepares=who == "sec")
        bodies.seat(body, desk.known[who], place)
        # All eight have a vote in the other body: a rule that counts the wrong seats will be seen.
        bodies.seat(noise, desk.known[who], Seat(WORD, WORD, 9 - rank, votes=True))
    bodies.seat(noise, desk.known[OUTSIDER], Seat(WORD, WORD, prepares=True))


def _meeting(desk: Desk) -> None:
    desk.meeting = MAIN
    desk.act("sec", "meetings.create", body=desk.known[BODY], title="The meeting", starts_at=1_800_000_000_000)
    for who, role in ROLES.items():
        if who != "sec":
            part = {"person": desk.known[who], "role": role, "entitled": who in ENTITLED}
            desk.act("sec", "meetings.add_participant", **part)


def _noise(desk: Desk) -> None:
    desk.meeting = NOISE
    desk.act(OUTSIDER, "meetings.create", body=desk.known[NOISE_BODY], title=WORD, starts_at=1_800_000_000_000)
    for who, role in NOISE_ROLES.items():
        part = {"person": desk.known[who], "role": role, "entitled": role in (Role.CHAIR, Role.MEMBER)}
        desk.act(OUTSIDER, "meetings.add_participant", **part)
    desk.act(OUTSIDER, "meetings.start")
    _noisy_agenda(desk)
    _noisy_floor(desk)
    _noisy_messages(desk)
    _noisy_polls(desk)
    _noisy_positions(desk)
    _noisy_attendance(desk)
    _noisy_documents(desk)
    desk.meeting = MAIN


def _noisy_documents(desk: Desk) -> None:
    passages = [{"key": "opening", "title": WORD, "text": WORD}]
    desk.act("m2", "minutes.begin", id=ref("document1"), kind="minutes", about=WORD, passages=passages)
    desk.act("m2", "minutes.circulate", id=ref("document1"))
    desk.act("m3", "minutes.remark", id=ref("remark1"), document=ref("document1"), text=WORD)


def _noisy_attendance(desk: Desk) -> None:
    for who in ("m1", "sec", "guest"):
        desk.act(who, "attendance.check_in", remote=who == "sec")
    desk.act("m3", "attendance.answer", answer="declined", reason=WORD)
    desk.act("m2", "attendance.correct", person=desk.known["m3"], stays=[{"since": 1, "until": 2}], reason=WORD, seen=0)
    desk.act("m2", "attendance.set_ways", tap=True, afar=False)
    desk.act("m2", "seats.choose_room", room=desk.known[ROOM])
    desk.act("m2", "seats.fill")
    desk.act("m1", "seats.show", on=True)


def _noisy_agenda(desk: Desk) -> None:
    for name in ("item1", "item2", "item3"):
        desk.act(OUTSIDER, "agenda.add_item", id=ref(name), title=f"{WORD} {name}", minutes=7, presenter=WORD)
    desk.act(OUTSIDER, "agenda.open_item", id=ref("item2"))
    _noisy_paper(desk, "paper1")
    _noisy_paper(desk, "paper2")
    _noisy_paper(desk, "paper3", restriction={"people": [desk.known["chair"]], "units": [WORD], "level": "limited"})
    desk.act("m2", "papers.restrict", id=ref("paper2"), roles=["guest"], until=4_000_000_000_000)
    desk.act("m1", "presenting.show", paper=ref("paper1"), page=9)
    desk.draw("m1", "stroke1", page=9)
    desk.draw("m1", "stroke2", page=9, private=True)
    desk.draw("sec", "stroke2", page=9, private=True)


def _noisy_paper(desk: Desk, name: str, **restricted: object) -> None:
    filed = {"title": f"{WORD} {name}", "filename": f"{WORD}.pdf", "sha": "f" * 64, "size": 1}
    desk.inside("m2", "papers.file", id=ref(name), item=ref("item1"), **filed, **restricted)
    desk.act("system", "papers.start_conversion", id=ref(name))
    sizes = [[100.0, 200.0]] * 9
    desk.act("system", "papers.finish_conversion", id=ref(name), kind="pdf", renderer=WORD, sizes=sizes)


def _noisy_floor(desk: Desk) -> None:
    desk.act("m1", "floor.set_limit", limit_s=777)
    desk.act("sec", "floor.ask", id=ref("speech1"), subject=WORD)
    desk.act("m3", "floor.ask", id=ref("speech2"), subject=WORD)
    desk.act("m1", "floor.call", id=ref("speech1"))
    desk.act("m1", "floor.close")


def _noisy_messages(desk: Desk) -> None:
    desk.act("m2", "messages.offer_help", kinds=["water", WORD])
    for name in ("call1", "call2"):
        desk.act("guest" if name == "call1" else "m3", "messages.call", id=ref(name), kind=WORD, note=WORD)
    desk.act("m2", "messages.take", id=ref("call1"))
    desk.act("m1", "messages.broadcast", id=ref("word1"), text=WORD)
    desk.act("m2", "messages.say", id=ref("word1"), text=WORD)


def _noisy_polls(desk: Desk) -> None:
    for name, secret in (("poll1", False), ("poll2", True), ("poll3", False)):
        question = f"{WORD} {name}"
        desk.act("m1", "polls.prepare", id=ref(name), item=ref("item2"), question=question, secret=secret)
    for name in ("poll1", "poll2"):
        desk.act("m1", "polls.open", id=ref(name))
        for who in ("sec", "m3"):
            desk.cast(who, name, "no", tracker="nnnnnnnnnn")


def _noisy_positions(desk: Desk) -> None:
    desk.act("m2", "positions.call", closes_at=4_000_000_000_000, seen="opened", named=False)
    for who, position in (("sec", "objection"), ("m3", "no_objection")):
        for item in ("item1", "item2"):
            desk.act(who, "positions.state", item=ref(item), position=position, text=WORD)
    desk.act("sec", "positions.pull_out", item=ref("item1"), reason=WORD)
