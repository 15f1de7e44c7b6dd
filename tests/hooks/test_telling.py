"""Programs are told what happens: signed, in order, again until they have heard it, and only what is everybody's."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from icabinet import clock
from icabinet.hooks import calls
from icabinet.hooks.carrier import carry
from icabinet.hooks.desk import tell, waiting
from icabinet.hooks.keeping import WantedHook, add_hook, hooks, renew_secret, stop_hook
from icabinet.hooks.parcels import Call
from icabinet.people import bodies
from icabinet.tls import ending
from icabinet.tls.certificates import make_authority, make_server
from icabinet.tls.folder import Folder
from tests.desk import BODY, MAIN, NOISE_BODY, Desk, ref
from tests.hooks.listener import Heard, Listener
from tests.web.visitor import Program, Visitor


def hooked(desk: Desk, url: str, **more: Any) -> tuple[str, str]:
    with desk.app.app_context():
        return add_hook(WantedHook("Portal", url, **more), desk.person("admin"))


def told(desk: Desk, later_s: int = 0) -> None:
    """Tell all that is due, or will be in so many seconds."""
    now = clock.now_ms() + later_s * 1_000
    with patch.object(clock, "now_ms", lambda: now), desk.app.app_context():
        while jobs := waiting():
            for hook, _ in jobs:
                tell(hook)


def said(heard: list[Heard]) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in heard]


def fared(desk: Desk, hook: str) -> list[tuple[str, str, str, int]]:
    with desk.services.db.reading() as session:
        return [(one.event, one.state, one.why, one.status) for one in calls.of_hook(session, hook)]


def is_ours(one: Heard, secret: str) -> bool:
    """Check a call as "Standard Webhooks" says, with nothing of ours."""
    sent = f"{one.headers['Webhook-Id']}.{one.headers['Webhook-Timestamp']}.".encode() + one.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(key, sent, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(one.headers["Webhook-Signature"], f"v1,{right}")


def test_what_happens_is_told_in_order_and_signed(telling: Desk, listener: Listener):
    _hook, secret = hooked(telling, listener.url)
    item = telling.add_item("item1")
    telling.act("sec", "meetings.start")
    telling.act("chair", "agenda.open_item", id=item)
    told(telling)
    events = said(listener.heard)
    assert [one["type"] for one in events] == ["agenda.changed", "meeting.started", "item.opened"]
    assert [one["seq"] for one in events] == [telling.head() - 2, telling.head() - 1, telling.head()]
    assert events[2]["about"] == f"items/{item}"
    assert (events[2]["meeting"]["id"], events[2]["meeting"]["state"]) == (MAIN, "live")
    assert events[2]["url"] == f"http://hop.example.vn/api/v1/published/meetings/{MAIN}"
    assert all(is_ours(one, secret) for one in listener.heard)
    assert len({one.headers["Webhook-Id"] for one in listener.heard}) == 3
    assert abs(int(listener.heard[0].headers["Webhook-Timestamp"]) - clock.now_ms() // 1000) < 60
    assert secret not in str(telling.dump())
    told(telling)
    assert len(listener.heard) == 3


def test_what_is_not_everybodys_is_told_to_nobody(telling: Desk, listener: Listener):
    hooked(telling, listener.url, events=["conclusion.announced", "paper.ready", "paper.removed"])
    telling.start()
    telling.act("sec", "conclusions.record", text="A draft")
    few = telling.file_paper("paper1", restriction={"level": "limited", "people": [telling.person("m1")]})
    telling.act("sec", "papers.remove", id=few)
    told(telling)
    assert listener.heard == []
    telling.act("sec", "conclusions.record", text="A word", announced=True)
    telling.file_paper("paper2")
    hidden = telling.file_paper("paper3", restriction={"level": "internal", "people": [telling.person("m1")]})
    telling.act("chair", "papers.restrict", id=hidden, level="ordinary", roles=[], units=[], people=[], until=None)
    told(telling)
    assert [(one["type"], one["about"]) for one in said(listener.heard)] == [
        ("conclusion.announced", "conclusions/general"),
        ("paper.ready", f"papers/{ref('paper2')}"),
        ("paper.ready", f"papers/{hidden}"),
    ]
    assert "A word" not in str(listener.heard)


def test_what_fails_is_tried_again_under_the_same_id_until_it_is_taken(telling: Desk, listener: Listener):
    hook, secret = hooked(telling, listener.url, events=["meeting.started"])
    listener.answers = [500, 429]
    telling.start()
    told(telling)
    assert fared(telling, hook) == [("meeting.started", "waiting", "refused", 500)]
    told(telling)
    assert len(listener.heard) == 1
    told(telling, 11)
    told(telling, 11 + 61)
    assert fared(telling, hook) == [("meeting.started", "taken", "", 204)]
    ids, times = ([one.headers[name] for one in listener.heard] for name in ("Webhook-Id", "Webhook-Timestamp"))
    assert len(ids) == 3
    assert len(set(ids)) == 1
    # Whoever gets one of long ago may throw it away: each attempt is dated, and signed, anew.
    assert times == sorted(set(times))
    assert all(is_ours(one, secret) for one in listener.heard)


def test_who_says_that_nobody_is_there_any_more_is_not_told_that_again(telling: Desk, listener: Listener):
    hook, _ = hooked(telling, listener.url, events=["meeting.started"])
    listener.answers = [410]
    telling.start()
    told(telling)
    told(telling, 7_200)
    assert fared(telling, hook) == [("meeting.started", "failed", "gone", 410)]
    page = Visitor(telling, "admin")
    assert page.post(f"/programs/hooks/{hook}/again").status_code == 303
    told(telling)
    assert fared(telling, hook) == [("meeting.started", "taken", "", 204)]
    assert 'data-state="taken"' in page.get(f"/programs/hooks/{hook}").text


def test_no_address_waits_for_another_and_no_way_on_is_followed(telling: Desk, listener: Listener):
    dead, _ = hooked(telling, "http://127.0.0.1:1/", events=["meeting.started"])
    alive, _ = hooked(telling, listener.url, events=["meeting.started"])
    listener.answers, listener.onward = [302], listener.url
    telling.start()
    told(telling)
    assert fared(telling, dead) == [("meeting.started", "waiting", "unreachable", 0)]
    assert fared(telling, alive) == [("meeting.started", "waiting", "refused", 302)]
    assert len(listener.heard) == 1


def test_many_of_a_kind_are_told_once(telling: Desk, listener: Listener):
    hook, _ = hooked(telling, listener.url, events=["agenda.changed"])
    for name in ("item1", "item2", "item3"):
        telling.add_item(name)
    told(telling)
    assert [one["seq"] for one in said(listener.heard)] == [telling.head()]
    assert sorted(state for _, state, _, _ in fared(telling, hook)) == ["merged", "merged", "taken"]


def test_an_address_is_told_of_its_bodys_meetings_until_it_is_stopped(telling: Desk, listener: Listener):
    hooked(telling, listener.url, body=telling.known[NOISE_BODY])
    telling.start()
    told(telling)
    assert listener.heard == []
    with telling.app.app_context():
        unit = bodies.add_body("Unit")
    # "Unit" holds no meeting, but people of it take part in this one; and it is beneath nobody.
    below, _ = hooked(telling, listener.url, body=unit, events=["item.opened", "item.closed"])
    item = telling.add_item("item1")
    telling.act("chair", "agenda.open_item", id=item)
    told(telling)
    assert [one["type"] for one in said(listener.heard)] == ["item.opened"]
    with telling.app.app_context():
        stop_hook(below)
    telling.act("chair", "agenda.close_item", id=item)
    told(telling)
    assert len(listener.heard) == 1


def test_what_is_asked_in_writing_and_what_is_old_is_not_told(telling: Desk, listener: Listener):
    hooked(telling, listener.url)
    telling.meeting = ref("slip1")
    slip = {"subject": "Slip", "questions": [{"text": "?"}], "deadline_at": clock.now_ms() + 10**9}
    telling.act("sec", "slips.make", body=telling.known[BODY], chair=telling.person("chair"), **slip)
    told(telling)
    telling.meeting = MAIN
    telling.start()
    told(telling, 4 * 24 * 3_600)
    assert listener.heard == []


def test_a_new_secret_signs_from_now_on(telling: Desk, listener: Listener):
    hook, old = hooked(telling, listener.url, events=["meeting.started"])
    with telling.app.app_context():
        fresh = renew_secret(hook)
    telling.start()
    told(telling)
    assert (is_ours(listener.heard[0], old), is_ours(listener.heard[0], fresh)) == (False, True)


# --- where calls go ---


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/", "https://localhost/", "https://[::1]/", "http://example.vn/"]
)
def test_nobody_inside_is_called_unless_the_setting_says_so(desk: Desk, url: str):
    answer = Program(desk, "admin").call("POST", "/hooks", json={"name": "Inside", "url": url})
    if answer.status_code == 422:
        assert answer.get_json()["error"]["data"]["where"] == "url"
        return
    # A name tells nothing; where it leads is looked at when it is called.
    desk.start()
    told(desk)
    assert fared(desk, answer.get_json()["id"])[0][1:3] == ("waiting", "forbidden")


def test_in_a_closed_room_nobody_outside_is_called(template: Desk, tmp_path: Path):
    closed = Desk.copy(template, tmp_path / "data", outbound="none")
    with closed.app.app_context():
        (receipt,) = carry([Call(url="https://1.1.1.1/", headers={}, body=b"{}")])
    assert (receipt.why, receipt.status) == ("forbidden", 0)
    closed.close()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Listener, Folder]]:
    folder, authority = Folder(tmp_path_factory.mktemp("hooks")), make_authority(["127.0.0.1"])
    folder.keep_authority(authority)
    folder.keep_server(make_server(authority, ["127.0.0.1"]))
    server = Listener(ending.context(str(folder.server_certificate), str(folder.server_key))).start()
    yield server, folder
    server.close()


def test_a_program_is_told_within_tls_only_if_somebody_vouches_for_it(template: Desk, tmp_path: Path, certified):
    server, folder = certified
    call = Call(url=server.url, headers={"Content-Type": "application/json"}, body=b"{}")
    for name, ca, why in (("a", str(folder.authority_certificate), ""), ("b", "", "untrusted")):
        desk = Desk.copy(template, tmp_path / name, hooks_inside="127.0.0.0/8", hooks_ca=ca)
        with desk.app.app_context():
            (receipt,) = carry([call])
        assert receipt.why == why
        desk.close()


# --- what the administrator sees ---


def test_an_address_is_made_tried_and_taken_away_on_its_page(telling: Desk, listener: Listener):
    admin = Visitor(telling, "admin")
    page = admin.post("/programs/hooks", {"name": "Portal", "url": listener.url, "reach": ""}).text
    assert "whsec_" in page
    assert "whsec_" not in admin.get("/programs").text
    with telling.app.app_context():
        (row,) = hooks()
    listener.answers = [204, 503]
    for expected in ("(204)", "(503)"):
        admin.post(f"/programs/hooks/{row.id}/trial")
        assert expected in admin.get(f"/programs/hooks/{row.id}").text
    assert said(listener.heard)[0]["type"] == "trial"
    assert "whsec_" in admin.post(f"/programs/hooks/{row.id}/secret").text
    assert admin.post(f"/programs/hooks/{row.id}/stop").status_code == 303
    told(telling)
    assert Program(telling, "admin").call("GET", f"/hooks/{row.id}/calls").get_json() == []
    assert admin.post("/programs/hooks", {"name": "Bad", "url": "http://10.0.0.1/"}).status_code == 303
    assert admin.post("/programs/hooks", {"name": "", "url": listener.url}).status_code == 303
