"""Acting, answers and entries (F1, F2, A1–A6, E1–E5)."""

import pytest

from icabinet import ids


def test_an_act_is_answered_with_its_number(room, connect):
    world, tablet = room.world, connect("sec")
    before = tablet.join(world.meeting)
    answer = tablet.act(world.stream, "presenting.show", paper=world.paper, page=2)["ok"]
    assert answer["seq"] == before["streams"][world.stream]["seq"] + 1
    assert answer["at"] >= before["now"]


def test_all_receive_all_entries_in_order_and_alike(room, connect):
    world = room.world
    readers = [connect(who) for who in ("sec", "m1", "guest", "screen", "auditor")]
    actors = [connect("chair"), connect("sec")]
    start = actors[0].join(world.meeting)["streams"][world.stream]["seq"]
    asked = [(actor, actor.begin("act", _showing(world, page))) for page in range(1, 31) for actor in actors]
    seqs = {actor.answer(number)["ok"]["seq"] for actor, number in asked}
    assert seqs == set(range(start + 1, start + 61))
    heard = [reader.entries(world.stream, upto=start + 60) for reader in readers]
    assert [entry["seq"] for entry in heard[0]] == sorted(seqs)
    assert all(entries == heard[0] for entries in heard)
    assert heard[0][0]["fact"] == "presenting.shown"
    assert heard[0][0]["by"] in (world.people["chair"], world.people["sec"])


def test_who_acts_hears_the_entry_too(room, connect):
    world, tablet = room.world, connect("sec")
    seq = tablet.act(world.stream, "presenting.show", paper=world.paper, page=9)["ok"]["seq"]
    [entry] = tablet.entries(world.stream, upto=seq)
    assert entry["changes"]["presenting/now"]["page"] == 9


def test_what_one_may_not_see_is_a_bare_number(room, connect):
    """A poll being prepared is the desk's business."""
    world, desk, member = room.world, connect("auditor"), connect("m1")
    seq = connect("sec").act(world.stream, "polls.prepare", **_question(ids.new()))["ok"]["seq"]
    assert member.entries(world.stream, upto=seq) == [{"seq": seq}]
    [entry] = desk.entries(world.stream, upto=seq)
    assert entry["fact"] == "polls.prepared"


def test_one_s_ballot_is_seen_by_oneself_and_without_its_choice_by_the_desk(room, connect):
    world, poll = room.world, ids.new()
    chair, voter, other = connect("chair"), connect("m1"), connect("m2")
    chair.act(world.stream, "polls.prepare", **_question(poll))
    chair.act(world.stream, "polls.open", id=poll)
    seq = voter.act(world.stream, "polls.cast", poll=poll, choice="no")["ok"]["seq"]
    key = f"ballots/{poll}/{world.people['m1']}"
    seen = {
        name: tablet.entries(world.stream, upto=seq)[-1]["changes"]
        for name, tablet in (
            ("voter", voter),
            ("other", other),
            ("chair", chair),
        )
    }
    assert seen["voter"][key]["choice"] == "no"
    assert "choice" not in seen["chair"][key]
    assert key not in seen["other"]
    assert seen["other"][f"polls/{poll}"]["received"] == 1
    chair.act(world.stream, "polls.close", id=poll)


def test_a_notebook_has_one_reader(room, connect):
    world, author, other = room.world, connect("m1"), connect("m2")
    seq = author.act(world.notebook("m1"), "ink.draw", **_stroke(world))["ok"]["seq"]
    [entry] = author.entries(world.notebook("m1"), upto=seq)
    assert entry["fact"] == "ink.drawn"
    assert not [body for body in other.heard("entries") if body["stream"].startswith("notebook:")]


def test_the_same_id_is_answered_the_same_and_acted_on_once(room, connect):
    world, tablet, action = room.world, connect("sec"), ids.new()
    first = tablet.act(world.stream, "presenting.show", action, paper=world.paper, page=3)["ok"]
    tablet.act(world.stream, "presenting.show", paper=world.paper, page=4)
    second = connect("sec").act(world.stream, "presenting.show", action, paper=world.paper, page=3)["ok"]
    assert second["seq"] == first["seq"]
    assert tablet.join(world.meeting)["streams"][world.stream]["records"]["presenting/now"]["page"] == 4
    other = tablet.act(world.stream, "presenting.show", action, paper=world.paper, page=5)
    assert other["error"]["code"] == "id_reused"


def test_a_refused_act_changes_nothing_and_may_succeed_later(room, connect):
    world, action, stroke = room.world, ids.new(), _stroke(room.world)
    tablet = connect("m1")
    before = tablet.join(world.meeting)["streams"][world.stream]["seq"]
    assert tablet.act(world.stream, "ink.draw", action, **{**stroke, "page": 99})["error"]["code"] == "no_such_page"
    assert tablet.act(world.stream, "ink.draw", action, **stroke)["ok"]["seq"] == before + 1


@pytest.mark.parametrize(
    ("who", "name", "args", "code"),
    [
        ("sec", "no.such_thing", {}, "unknown_action"),
        ("sec", "papers.finish_conversion", {}, "unknown_action"),
        ("m1", "presenting.stop", {}, "not_allowed"),
        ("guest", "floor.close", {}, "not_allowed"),
        ("screen", "attendance.check_in", {}, "not_allowed"),
        ("auditor", "floor.ask", {"id": ids.new(), "kind": "contribution"}, "not_allowed"),
        ("sec", "presenting.stop", {"page": 1}, "invalid"),
        ("sec", "presenting.show", {"paper": ids.new(), "page": 1}, "not_found"),
    ],
)
def test_a_refusal_has_a_code(room, connect, who, name, args, code):
    refused = connect(who).act(room.world.stream, name, **args)["error"]
    assert refused["code"] == code
    assert refused["message"]


def test_foreign_streams_do_not_exist(room, connect):
    world, tablet = room.world, connect("m1")
    for stream in (f"meeting:{world.elsewhere}", f"meeting:{ids.new()}", world.notebook("m2")):
        assert tablet.act(stream, "ink.draw", **_stroke(world))["error"]["code"] == "not_found"


@pytest.mark.parametrize("stream", ["", "meeting:", "notebook:x:y", "meeting:a:b:c", "other:x", None, 5, [], {}])
def test_a_stream_that_cannot_be_is_invalid(room, connect, stream):
    assert connect("m1").act(stream, "attendance.check_in")["error"]["code"] == "invalid"


@pytest.mark.parametrize("action", [None, "", 7, "UPPER-CASE-IS-NOT-IT", "a" * 33, [], {}])
def test_an_id_that_cannot_be_is_invalid(room, connect, action):
    question = {"id": action, "stream": room.world.stream, "name": "attendance.check_in", "args": {}}
    assert connect("m1").ask("act", question)["error"]["code"] == "invalid"


def _showing(world, page):
    args = {"paper": world.paper, "page": page}
    return {"id": ids.new(), "stream": world.stream, "name": "presenting.show", "args": args}


def _question(poll):
    return {"id": poll, "question": "Adopt?", "secret": False, "preset": "majority_cast"}


def _stroke(world):
    return {
        "id": ids.new(),
        "paper": world.paper,
        "page": 1,
        "tool": "pen",
        "colour": "#102030",
        "width": 20,
        "points": [1, 2, 3, 4, 5, 6],
    }
