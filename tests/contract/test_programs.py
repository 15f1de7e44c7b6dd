"""What programs ask for and are told is the same on both databases: pages of meetings, and each address' queue."""

from icabinet import clock
from icabinet.hooks import calls
from icabinet.hooks.keeping import WantedHook, add_hook, hook_row
from icabinet.hooks.parcels import REFUSED, Receipt
from icabinet.meetings.listing import Span, Within, listed
from icabinet.people.bodies import add_body
from icabinet.people.keys import WantedKey, add_key, key_of
from tests.desk import BODY, MAIN, NOISE, Desk, ref


def test_meetings_come_page_by_page(desk: Desk):
    now, body = clock.now_ms(), desk.known[BODY]
    for name in ("one", "two"):
        desk.meeting = ref(name)
        # At the same moment, so that only their ids tell them apart.
        desk.act("sec", "meetings.create", body=body, title=name, starts_at=now + 1_000)
    with desk.services.db.reading() as session:
        page, after = listed(session, Within(bodies=[body]), Span(past=False, now=now, most=1))
        rest, end = listed(session, Within(bodies=[body]), Span(past=False, now=now, after=after or "", most=9))
        past, _ = listed(session, Within(), Span(past=True, now=1_900_000_000_000, most=9))
        for_unit, _ = listed(session, Within(bodies=[], units=["Unit"]), Span(past=False, now=now))
        of_person, _ = listed(session, Within(person=desk.person("out")), Span(past=False, now=now))
    assert [row.id for row in (*page, *rest)] == [ref("one"), ref("two"), MAIN]
    assert end is None
    # The noise is being held for ever.
    assert {row.id for row in past} == {ref("one"), ref("two"), MAIN}
    assert MAIN in {row.id for row in for_unit}
    assert {row.id for row in of_person} == {NOISE}


def test_an_address_is_told_what_is_due_and_a_key_knows_when_it_was_used(desk: Desk):
    with desk.app.app_context():
        add_body("Beneath", desk.known[BODY])
        wanted = WantedHook("Portal", "https://example.vn/", body=desk.known[BODY], beneath=True)
        hook = hook_row(add_hook(wanted, desk.person("admin"))[0])
        _key, token = add_key(WantedKey("Portal"), desk.person("admin"))
        assert key_of(token, "203.0.113.9").name == "Portal"
    for name in ("item1", "item2"):
        desk.add_item(name)
    desk.start()

    def due(later_s: int = 0) -> list[int]:
        with desk.app.app_context(), desk.services.db.reading() as session:
            return [row.number for row in calls.due(session, hook, clock.now_ms() + later_s * 1_000, 9)]

    head = desk.head()
    assert due() == [head - 2, head - 1, head]
    with desk.app.app_context():
        with desk.services.db.reading() as session:
            told, merged = calls.split(calls.due(session, hook, clock.now_ms(), 9))
        calls.hold(hook.id, told, merged)
        assert due() == []
        calls.note(hook.id, [(told[0], Receipt(status=204)), (told[1], Receipt(why=REFUSED, status=500))])
        assert (due(), due(later_s=11)) == ([], [head])
        assert calls.try_again(hook.id) == 1
        assert due() == [head]
        calls.forget_old()
