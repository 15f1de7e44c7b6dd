"""A whole meeting, on both databases: what is decided, what is seen, and that the journal gives it all back."""

from sqlalchemy import select

from icabinet.journal import reading
from icabinet.journal.records import changed_since, seen_by, snapshot
from icabinet.polls.tables import VoterRow
from tests.desk import ENTITLED, EVERYBODY, ROLES, Desk, ref


def hold_meeting(desk: Desk) -> None:
    """A meeting from its start to its end, with something of everything."""
    desk.start()
    desk.add_item("item1", minutes=20)
    desk.add_item("item2", parent="item1")
    desk.file_paper("paper1", item=ref("item1"))
    for who in ROLES:
        if who not in ("screen", "aud"):
            desk.act(who, "attendance.check_in")
    desk.act("chair", "agenda.open_item", id=ref("item1"))
    desk.act("chair", "presenting.show", paper=ref("paper1"), page=2)
    desk.draw("m1", "stroke1")
    desk.draw("m1", "stroke2", private=True)
    desk.act("m1", "floor.ask", id=ref("speech1"), subject="Ngân sách")
    desk.act("chair", "floor.call", id=ref("speech1"))
    for name, secret in (("poll1", False), ("poll2", True)):
        desk.open_poll(name, secret=secret)
        for place, (who, choice) in enumerate(zip(ENTITLED, ("yes", "yes", "yes", "no"), strict=True)):
            desk.cast(who, name, choice, tracker=f"222222222{place + 2}")
        desk.act("chair", "polls.close", id=ref(name))
    desk.act("sec", "attendance.leave")
    desk.act("chair", "floor.end", id=ref("speech1"))
    desk.act("chair", "meetings.end")


def test_what_was_decided_and_seen(desk: Desk):
    hold_meeting(desk)
    named, secret = desk.result_of("poll1"), desk.result_of("poll2")
    assert (
        named["outcomes"][0]["counts"]
        == secret["outcomes"][0]["counts"]
        == {"yes": 3, "no": 1, "abstain": 0, "invalid": 0}
    )
    assert (named["verdict"], named["agrees"], secret["agrees"]) == ("adopted", True, True)
    assert secret["trackers"] == [[f"222222222{n}", "yes"] for n in (2, 3, 4)] + [["2222222225", "no"]]
    assert desk.kinds("m2", "attendance")[desk.known["sec"]]["present"] is False
    assert set(desk.records("m1", desk.notebook_of("m1"))) == {f"strokes/{ref('stroke2')}"}
    assert desk.kinds("guest", "speakers")[ref("speech1")]["subject"] == "Ngân sách"


def test_the_tables_can_be_written_again_from_the_journal(desk: Desk):
    hold_meeting(desk)
    streams = [desk.stream, desk.notebook_of("m1")]
    before = [desk.projected(stream) for stream in streams]
    for stream in streams:
        desk.services.writer.write(lambda session, name=stream: reading.replay(session, name))
        with desk.services.db.reading() as session:
            assert reading.verify(session, stream).fault is None
    assert [desk.projected(stream) for stream in streams] == before


def test_of_a_sealed_vote_nothing_is_left_but_the_result(desk: Desk):
    hold_meeting(desk)
    dump = desk.dump()
    assert not [row for row in dump["sealed_ballots"] if ref("main") in row]
    assert [path.name for path in (desk.folder / "poll_keys").glob(f"{ref('main')}*")] == []
    mine = (VoterRow.stream == desk.stream, VoterRow.poll == ref("poll2"))
    with desk.services.db.reading() as session:
        assert set(session.scalars(select(VoterRow.choice).where(*mine))) == {None}


def test_who_was_away_catches_up_to_what_everybody_sees(desk: Desk):
    moments = []
    desk.services.writer.listen(lambda _told: moments.append(views(desk)))
    hold_meeting(desk)
    now = views(desk)
    for since, then in moments:
        with desk.services.db.reading() as session:
            changes = changed_since(session, desk.stream, since)
        for who in ROLES:
            tags = desk.tags_of(who)
            caught_up = seen_by(tags, then) | seen_by(tags, changes)
            assert {key: body for key, body in caught_up.items() if body is not None} == seen_by(tags, now[1])


def test_nobody_does_what_is_not_theirs(desk: Desk):
    desk.start()
    for who in EVERYBODY:
        if who not in ("sec", "chair"):
            code = "not_found" if who not in ROLES else "not_allowed"
            desk.refused(who, "meetings.end", code)


def views(desk: Desk) -> tuple[int, dict]:
    with desk.services.db.reading() as session:
        return desk.head(), snapshot(session, desk.stream)
