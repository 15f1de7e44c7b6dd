"""The record of who spoke how long, and how a body gives the floor."""

import csv
import io

from icabinet import clock
from tests.desk import BODY, MAIN, Desk, ref
from tests.web.visitor import Visitor

START = 4_000_000_000_000


def test_speaking_times_are_a_page_and_a_table_for_those_who_run_the_meeting(live: Desk, monkeypatch):
    item = live.add_item("item1")
    for n, (ms, name, args) in enumerate((
        (0, "floor.ask", {"id": ref("speech1"), "subject": "=1+1", "queue": item}),
        (0, "floor.call", {"id": ref("speech1")}),
        (200_123, "floor.end", {"id": ref("speech1")}),
    )):  # fmt: skip
        monkeypatch.setattr(clock, "now_ms", lambda ms=ms: START + ms)
        live.act("m1" if n == 0 else "chair", name, **args)
    monkeypatch.undo()
    page = Visitor(live, "chair").get(f"/meetings/{MAIN}/speaking").text
    assert page.count("3:20.123") == 5  # together, by person, by unit, by item, and the speech itself
    assert page.count("0:20.123") == 4
    table = Visitor(live, "aud").get(f"/meetings/{MAIN}/speaking.csv").text.removeprefix("\ufeff")
    [row] = csv.DictReader(io.StringIO(table))
    assert (row["person"], row["unit"], row["item"]) == ("Name of m1", "Unit", "1. item1")
    assert (row["spoken_ms"], row["limit_ms"], row["subject"]) == ("200123", "180000", "'=1+1")
    assert Visitor(live, "m1").get(f"/meetings/{MAIN}/speaking").status_code == 403


def test_a_body_says_how_its_meetings_give_the_floor(desk: Desk):
    admin, address = Visitor(desk, "admin"), f"/bodies/{desk.known[BODY]}"
    admin.post(f"{address}/floor", {"order": "fewest", "within": "meeting", "anonymous": "on", "before": "on"})
    floor = desk.records("m1")["floor/now"]
    assert (floor["order"], floor["within"], floor["anonymous"], floor["orders_pass"]) == (
        "fewest",
        "meeting",
        True,
        False,
    )
    assert (floor["limit_s"], floor["limits"]["interposed"], list(floor["budgets"])) == (180, 60, [])
    assert "selected>" in admin.get(address).text
    assert admin.post(f"{address}/floor", {"order": "loudest"}).status_code == 422


def test_a_body_says_what_may_be_asked_for_how_long_and_what_time_its_units_have(desk: Desk):
    admin, address = Visitor(desk, "admin"), f"/bodies/{desk.known[BODY]}"
    said = {
        "order": "asked", "within": "item", "kinds": ["contribution", "pro"], "limit_s": "240", "warning_s": "15",
        "limit-answer": "90", "limit-interposed": "30", "categories": "Khẩn cấp\r\n\r\n Thủ tục ",
        "unit": ["Unit", "Other"], "minutes": ["7,5", ""], "budget_within": "item",
    }  # fmt: skip
    assert admin.post(f"{address}/floor", said).status_code == 303
    floor = desk.records("m1")["floor/now"]
    assert list(floor["budgets"]) == [{"unit": "Unit", "initial_s": 450, "additional_s": 0}]
    assert [*floor["kinds"], *floor["categories"]] == ["contribution", "pro", "Khẩn cấp", "Thủ tục"]
    assert (floor["limit_s"], floor["limits"], floor["warning_s"]) == (240, {"answer": 90, "interposed": 30}, 15)
    assert desk.kinds("m1", "queues")["general"]["limit_s"] == 240
    page = admin.get(address).text
    assert 'value="7.5"' in page
    assert page.count('name="kinds"') == 6
    # The meeting writes them down with the first that happens, and keeps them.
    desk.start()
    desk.refused("m1", "floor.ask", "invalid", id=ref("speech0"), kind="contra")
    desk.act("m1", "floor.ask", id=ref("speech1"), kind="pro")
    for wrong in ({"limit_s": "9"}, {"warning_s": "soon"}, {"kinds": "song"}, {"unit": "Unit", "minutes": "-1"}):
        assert admin.post(f"{address}/floor", said | wrong).status_code == 422
    admin.post(f"{address}/floor", {"order": "asked", "within": "item"})
    desk.act("chair", "floor.call", id=ref("speech1"))
    assert desk.kinds("m1", "speakers")[ref("speech1")]["limit_s"] == 240
