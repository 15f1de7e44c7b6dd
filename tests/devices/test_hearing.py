"""What devices may say, how often, and which meeting a room has."""

import pytest

from icabinet.devices import shapes
from icabinet.devices.paces import Paces
from icabinet.devices.place import held_in
from icabinet.devices.wire import address_of
from icabinet.errors import Invalid


@pytest.mark.parametrize(
    ("verb", "payload"),
    [
        ("press", b""),
        ("press", b"{"),
        ("press", b"[]"),
        ("press", b'{"id": "1", "key": "sing"}'),
        ("press", b'{"id": 1}'),
        ("press", b'{"id": ""}'),
        ("press", b'{"id": "a b"}'),
        ("press", b'{"id": "1", "person": "somebody"}'),
        ("press", b"[" * 900),
        ("press", b'{"id": "' + b"x" * 2000 + b'"}'),
        ("vote", b'{"id": "1", "choice": "yes"}'),
        ("card", b'{"id": "1", "card": ""}'),
        ("state", b'{"online": "yes"}'),
        ("state", b"\xff\xfe"),
        ("reboot", b"{}"),
    ],
)
def test_what_is_not_of_the_documented_shape_is_refused_without_a_word_of_it(verb, payload):
    with pytest.raises(Invalid) as caught:
        shapes.read(verb, payload)
    assert set(caught.value.data.values()) <= {"topic", "payload", "unknown", "length", "shape", verb}


def test_what_is_of_that_shape_is_read():
    assert shapes.read("press", b'{"id": "17"}') == shapes.Press(id="17")
    assert shapes.read("card", b'{"id": "a:1", "card": "04 A2"}') == shapes.Card(id="a:1", card="04 A2")


def test_a_device_that_says_too_much_is_not_heard_and_the_others_are():
    now = 0.0
    paces = Paces(lambda: now)
    assert [paces.may("a") for _ in range(25)] == [True] * 20 + [False] * 5
    assert paces.may("b")
    assert (paces.dropped(), paces.dropped()) == (5, 0)
    now += 1
    assert [paces.may("a") for _ in range(6)] == [True] * 5 + [False]
    now += 10
    assert paces.dropped() == 1


def test_all_together_say_no_more_than_a_hall_does_at_a_vote():
    now = 0.0
    paces = Paces(lambda: now)
    assert sum(paces.may(f"unit{n}") for n in range(10_000)) == 1_000


def test_the_live_meeting_has_the_room_and_else_the_next_one():
    assert held_in([]) is None
    assert held_in([("a", "ended", 5)]) is None
    assert held_in([("a", "planned", 9), ("b", "planned", 7)]) == "b"
    assert held_in([("a", "planned", 1), ("b", "live", 7), ("c", "live", 8)]) == "c"


def test_the_brokers_address_says_whether_tls_is_wanted():
    assert address_of("mqtt://hop.lan") == ("hop.lan", 1883, False)
    assert address_of("mqtts://10.0.0.4:8884") == ("10.0.0.4", 8884, True)
    for wrong in ("http://a", "mqtt://", "mqtt://u:p@a", "mqtt://a/b"):
        with pytest.raises(ValueError, match="ICABINET_MQTT_URL"):
            address_of(wrong)
