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
    assert "selected>" in admin.get(address).text
    assert admin.post(f"{address}/floor", {"order": "loudest"}).status_code == 422
