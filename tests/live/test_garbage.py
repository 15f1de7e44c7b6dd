"""Whatever comes in from outside: a refusal or the end of that connection, and nothing else (C8, F1).

After each test `quiet` looks for tracebacks in the server's log.
"""

import contextlib
import types
import typing

import msgspec
import pytest
from websocket import WebSocketException

from icabinet import features, ids
from icabinet.journal.actions import ACTIONS
from tests.live.tablet import Tablet

features.furnish()
DEEP = "[" * 50_000 + "]" * 50_000
FRAMES = [
    *r"""
    x -1 ² ٣ 0 0{} 2 2probe 3probe 5 6 7 9 b bAAAA b%%% 4 4x 4null 4{"a":1} 4[] 4"" 44 44{"code":1} 46 47 49
    45 451-["act",{"_placeholder":true,"num":0}] 461-1[{}] 40/ 40/admin, 40/admin,{"token":""} 40[] 40"x" 40{
    41x 42 42{} 42[] 42[1] 42[null] 42[[]] 42[" 42["act" 42["act",] 42["act",{}]] 42["act",{},{}] 42["act",NaN]
    42["act","\ud800"] 42["act",1e999999x] 42/x,["act"] 42["no_such_event",{}] 42["connect",{}] 42["disconnect"]
    42["message","x"] 43 43x 431 431{}
    """.split(),  # noqa: SIM905 - easier to read, and to add to
    " ",
    "42" + "9" * 200 + '["act"]',
    '42["act",' + "9" * 5_000 + "]",
    '42["act",' + DEEP + "]",
    "42" + DEEP,
    "40" + DEEP.replace("[", '{"a":').replace("]", "}"),
]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame[:24])
def test_a_wrong_frame_ends_the_connection(connect, bystander, frame):
    tablet = connect("m1")
    tablet.send(frame)
    tablet.wait_closed()


@pytest.mark.parametrize("frame", ["42[]", '42["act",{}]', "41", "43[]", "4", "9", "40{", '42["connect"]'])
def test_before_signing_in_too(room, bystander, frame):
    """An event of somebody who has not signed in is not heard; the rest ends the connection."""
    with Tablet(room.server, greet=False) as tablet:
        tablet.send(frame)
        tablet.send("9")
        tablet.wait_closed()


def test_leaving(connect, bystander):
    for goodbye in ("1", "41"):
        tablet = connect("m1")
        tablet.send(goodbye)
        tablet.send("9")
        tablet.wait_closed()


@pytest.mark.parametrize("size", [0, 1, 1_000])
def test_bytes_end_the_connection(connect, bystander, size):
    tablet = connect("m1")
    tablet.send_binary(bytes(size))
    tablet.wait_closed()


def test_too_much_at_once_ends_the_connection(connect, bystander):
    tablet = connect("m1")
    tablet.send('42["act","' + "x" * 300_000 + '"]')
    tablet.wait_closed()


def test_what_just_fits_is_answered(connect, bystander):
    tablet = connect("m1")
    assert tablet.ask("act", {"id": "x" * 250_000, "name": "floor.open"})["error"]["code"] == "invalid"


def test_signing_in_twice_changes_nothing(room, connect, bystander):
    tablet = connect("m1")
    tablet.send(f'40{{"token":"{room.token("sec")}"}}')
    assert tablet.join(room.world.meeting)["viewer"]["person"] == room.world.people["m1"]


def test_answers_that_nobody_asked_for_are_ignored(connect, bystander):
    tablet = connect("m1")
    for frame in ("43[]", "431[]", '43999["x"]'):
        tablet.send(frame)
    tablet.heard("entries")


@pytest.mark.parametrize("event", ["join", "act", "catch_up"])
@pytest.mark.parametrize(
    "body",
    [
        None,
        0,
        1.5,
        True,
        "",
        "x",
        [],
        [{}],
        {},
        {"more": 1},
        {"": {}},
        {"id": {}, "stream": [], "name": {}, "args": []},
        {"meeting": []},
        {"meeting": {}, "since": []},
        {"stream": {}, "since": {}},
        {"id": "x" * 20},
        {"args": None},
    ],
    ids=str,
)
def test_a_shapeless_question_is_refused(connect, bystander, event, body):
    error = connect("m1").ask(event, body)["error"]
    assert error["code"] in {"invalid", "not_found", "unknown_action"}


def test_a_question_without_a_body_is_refused(connect, bystander):
    assert connect("m1").ask("act")["error"]["code"] == "invalid"


def test_unasked_questions_are_carried_out_unanswered(room, connect, bystander):
    world, tablet = room.world, connect("chair")
    tablet.tell(
        "act",
        {
            "id": ids.new(),
            "stream": world.stream,
            "name": "presenting.show",
            "args": {"paper": world.paper, "page": 5},
        },
    )
    bystander.wait("entries", lambda body: body["entries"][-1]["changes"]["presenting/now"]["page"] == 5)


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_no_argument_of_any_action_is_an_incident(room, connect, name):
    """Every field gets every kind of wrong value, on every stream, from people who may and who may not."""
    action, tablets = ACTIONS[name], [connect(who) for who in ("sec", "m1")]
    plausible = {field.encode_name: _plausible(room.world, field) for field in msgspec.structs.fields(action.args)}
    asked = [
        (
            tablet,
            tablet.begin(
                "act",
                {
                    "id": ids.new(),
                    "stream": stream,
                    "name": name,
                    "args": {**plausible, field: value},
                },
            ),
        )
        for tablet, stream in ((tablets[0], room.world.stream), (tablets[1], room.world.notebook("m1")))
        for field in (*plausible, "more")
        for value in WRONG
    ]
    for tablet, number in asked:
        answer = tablet.answer(number)
        assert "ok" in answer or answer["error"]["code"] != "internal", answer


WRONG = [
    *(None, True, 0, -1, 10**30, 2**63, 1.5, -0.0),
    *("", "x", "x" * 20_000, "\0", "\u202e", "🂡" * 400, "0" * 20),
    *([], [[]], [None], [0] * 7, ["x"] * 2_000, {}, {"id": "x"}, [{"id": "x"}], [{}] * 3),
]


# What a hash of bytes looks like to those actions that look at it.
_SHA = "^[0-9a-f]{64}$"


def _plausible(world, field):
    # fmt: off
    known = {
        "paper": world.paper, "item": world.item, "body": world.body, "person": world.people["guest"],
        "page": 1, "width": 5, "starts_at": 1, "minutes": 5, "limit_s": 60, "points": [1, 2, 3],
        "role": "guest", "tool": "pen", "colour": "#102030", "kind": "contribution", "preset": "majority_cast",
        "restriction": None,
    }
    # fmt: on
    empty = {str: ids.new(), int: 1, bool: False, list: [], tuple: [], dict: {}}
    empty[types.NoneType] = None
    kind = _first_type(field.type)
    if any(getattr(said, "pattern", None) == _SHA for said in typing.get_args(field.type)):
        return "0" * 64
    if choices := _choices(field.type):
        return next((one for one in (known.get(field.name), "yes") if one in choices), choices[0])
    if field.name not in known and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {each.encode_name: _plausible(world, each) for each in msgspec.structs.fields(kind) if each.required}
    return known[field.name] if field.name in known else empty[kind]


def _choices(hint):
    """Return what a field may be of a few words, nothing if it may be anything."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _choices(typing.get_args(hint)[0])
    return typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else ()


def _first_type(hint):
    if typing.get_origin(hint) in (typing.Union, types.UnionType, typing.Annotated):
        return _first_type(typing.get_args(hint)[0])
    return typing.get_origin(hint) or hint


def test_a_flood_is_slowed_down(connect, bystander):
    """A burst of 600 is let through; a program that goes on is told so, and others are still served."""
    tablet = connect("m1")
    asked = [tablet.begin("catch_up", {"stream": "", "since": 0}) for _ in range(1_100)]
    codes = [tablet.answer(number)["error"]["code"] for number in asked]
    assert codes[:590] == ["not_found"] * 590
    assert codes[-1] == "too_many"


@pytest.mark.parametrize("event", ["catch_up", "act", "signal"])
def test_who_goes_on_regardless_is_disconnected(connect, bystander, event):
    tablet = connect("m1")
    with contextlib.suppress(OSError, WebSocketException):
        for _ in range(30_000):
            tablet.begin(event, {"id": "x", "stream": "", "name": "", "args": {}})
    tablet.wait_closed()
