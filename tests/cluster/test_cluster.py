"""Tablets at different processes are in the same meeting (P1, P5, P11)."""

import hashlib
import io
import re
import time
from contextlib import closing

import docx
import psycopg2
import pytest
import requests

from icabinet import ids
from tests.cluster.conftest import Cluster, Connect
from tests.contract.test_postgresql import wait_until_blocked
from tests.live.server import select_nothing
from tests.live.tablet import PATIENCE_S, Tablet
from tests.sealing import seal
from tools.servers import PostgreSQL, Redis

# Sooner than the heartbeat could bring it.
AT_ONCE_S = 3.0


@pytest.fixture(autouse=True)
def quiet(cluster: Cluster):
    yield
    for member in cluster.members:
        assert requests.get(f"{member.url}/healthz", timeout=5).ok
        assert not re.search(r"Traceback|incident", member.log), member.log


def show(cluster: Cluster, tablet: Tablet, page: int) -> int:
    shown = tablet.act(cluster.world.stream, "presenting.show", paper=cluster.world.paper, page=page)
    return shown["ok"]["seq"]


def point(cluster: Cluster, tablet: Tablet, x: int) -> None:
    body = {"paper": cluster.world.paper, "page": 1, "x": x, "y": 1, "on": True}
    tablet.tell("signal", {"meeting": cluster.world.meeting, "name": "pointer", "body": body})


def test_everybody_gets_every_entry_once_and_in_order(cluster: Cluster, connect: Connect):
    stream, chair, sec, member = cluster.world.stream, connect("chair", 0), connect("sec", 1), connect("m1", 1)
    asked = []
    for page in range(1, 41):
        tablet = (chair, sec)[page % 2]
        wish = {"id": ids.new(), "stream": stream, "name": "presenting.show"}
        asked.append((tablet, tablet.begin("act", wish | {"args": {"paper": cluster.world.paper, "page": page}})))
    numbers = sorted(tablet.answer(number)["ok"]["seq"] for tablet, number in asked)
    for tablet in (chair, sec, member):
        heard = tablet.entries(stream, numbers[-1])
        assert [entry["seq"] for entry in heard] == numbers == list(range(numbers[0], numbers[0] + 40))
        assert heard[-1]["changes"]["presenting/now"] is not None
    fresh = connect("m2", 0).join(cluster.world.meeting)["streams"][stream]
    assert fresh["records"]["presenting/now"] == heard[-1]["changes"]["presenting/now"]


def test_an_entry_arrives_at_once(cluster: Cluster, connect: Connect):
    chair, member = connect("chair", 0), connect("m1", 1)
    seq = show(cluster, chair, 3)
    arrived = member.wait("entries", lambda body: body["stream"] == cluster.world.stream, within=AT_ONCE_S)
    assert [entry["seq"] for entry in arrived["entries"]] == [seq]


def test_signals_reach_the_tablets_at_the_other_process(cluster: Cluster, connect: Connect):
    chair, member = connect("chair", 0), connect("m1", 1)
    for x in range(20):
        point(cluster, chair, x)
    heard = [member.wait("signal", lambda body: body["name"] == "pointer")["body"]["x"] for _ in range(20)]
    assert heard == list(range(20))


def test_everybody_knows_who_is_online_at_the_other_process(cluster: Cluster, connect: Connect):
    people, member = cluster.world.people, connect("m1", 1)
    with connect("chair", 0) as chair:
        both = {people["chair"], people["m1"]}
        member.wait("signal", lambda body: both <= set(body["body"].get("online", ())), within=AT_ONCE_S)
        assert both <= set(chair.join(cluster.world.meeting)["online"])
    left = member.wait("signal", lambda body: people["chair"] not in body["body"].get("online", [people["chair"]]))
    assert people["m1"] in left["body"]["online"]


def test_a_session_ended_at_one_process_is_cut_off_at_the_other(cluster: Cluster):
    token = cluster.rooms[0].sign_in("m2")
    with Tablet(cluster.members[1], {"token": token}) as tablet:
        tablet.join(cluster.world.meeting)
        session = hashlib.sha256(token.encode()).hexdigest()
        url, bearer = f"{cluster.members[0].url}/api/v1/sessions/{session}", {"Authorization": f"Bearer {token}"}
        assert requests.delete(url, headers=bearer, timeout=5).ok
        assert tablet.wait("bye", within=AT_ONCE_S) == {"code": "not_signed_in"}


def test_who_is_removed_at_one_process_is_shown_out_at_the_other(cluster: Cluster, connect: Connect):
    sec, guest, world = connect("sec", 0), connect("guest", 1), cluster.world
    person = world.people["guest"]
    sec.act(world.stream, "meetings.remove_participant", person=person)
    assert guest.wait("bye", within=AT_ONCE_S) == {"code": "not_found"}
    sec.act(world.stream, "meetings.add_participant", person=person, role="guest", entitled=False)


def test_a_secret_vote_opened_here_is_cast_and_closed_there(cluster: Cluster, connect: Connect):
    stream, poll, chair, there = cluster.world.stream, ids.new(), connect("chair", 0), connect("sec", 1)
    chair.act(stream, "polls.prepare", id=poll, question="?", secret=True, preset="majority_cast")
    opened = chair.act(stream, "polls.open", id=poll)["ok"]["seq"]
    record = connect("m1", 1).join(cluster.world.meeting)["streams"][stream]["records"][f"polls/{poll}"]
    for who, place in (("m1", 1), ("m2", 0), ("chair", 1)):
        sealed = seal(record, "yes", "2345678abc")
        assert "ok" in connect(who, place).act(stream, "polls.cast", poll=poll, sealed=sealed)
    closed = there.act(stream, "polls.close", id=poll)["ok"]["seq"]
    result = chair.entries(stream, closed)[-1]["changes"][f"polls/{poll}"]["result"]
    assert closed > opened
    assert (result["outcomes"][0]["counts"]["yes"], result["received"], result["agrees"]) == (3, 3, True)


def test_who_waits_for_another_process_does_not_stop_its_own(
    cluster: Cluster, connect: Connect, postgresql: PostgreSQL
):
    chair, member = connect("chair", 0), connect("m1", 0)
    wish = {"id": ids.new(), "stream": cluster.world.stream, "name": "presenting.stop", "args": {}}
    with closing(psycopg2.connect(cluster.database_url)) as holding:
        holding.cursor().execute("SELECT * FROM streams WHERE id = %s FOR UPDATE", [cluster.world.stream])
        asked = chair.begin("act", wish)
        wait_until_blocked(postgresql)
        for _ in range(20):
            assert requests.get(f"{cluster.members[0].url}/healthz", timeout=AT_ONCE_S).ok
            assert member.join(cluster.world.meeting)["viewer"]["role"] == "member"
    assert "ok" in chair.answer(asked)


def test_without_redis_the_heartbeat_brings_it_and_with_it_again_all_is_as_before(
    cluster: Cluster, connect: Connect, redis: Redis
):
    chair, member = connect("chair", 0), connect("m1", 1)
    redis.kill()
    seqs = [show(cluster, chair, page) for page in (4, 5, 6)]
    assert [entry["seq"] for entry in member.entries(cluster.world.stream, seqs[-1])] == seqs
    redis.start()
    heard = time.monotonic()
    while not [body for body in member.heard("signal") if body["name"] == "pointer"]:
        assert time.monotonic() - heard < PATIENCE_S, "no signal arrives"
        point(cluster, chair, 7)
        # Not faster than a hand points, or it is refused.
        select_nothing(0.02)
    seqs.append(show(cluster, chair, 7))
    member.wait("entries", lambda body: body["entries"][-1]["seq"] == seqs[-1], within=AT_ONCE_S)


def test_while_the_database_restarts_tablets_stay_and_lose_nothing(
    cluster: Cluster, connect: Connect, postgresql: PostgreSQL
):
    chair, member, known = connect("chair", 0), connect("m1", 1), cluster.world.stream
    wish = {"id": ids.new(), "stream": known, "name": "presenting.show"}
    wish["args"] = {"paper": cluster.world.paper, "page": 8}
    postgresql.stop()
    assert chair.ask("act", wish)["error"]["code"] == "unavailable"
    member.wait("head", lambda body: body["heads"] == {})
    postgresql.start()
    seq = chair.ask("act", wish)["ok"]["seq"]
    assert [entry["seq"] for entry in member.entries(known, seq)] == [seq]


def test_a_process_that_is_killed_takes_nothing_with_it(cluster: Cluster, connect: Connect):
    chair, world = connect("chair", 1), cluster.world
    seq = show(cluster, chair, 9)
    with connect("m2", 0):
        cluster.members[0].kill()
        assert show(cluster, chair, 10) == seq + 1
    cluster.members[0].start()
    part = connect("m2", 0).join(world.meeting)["streams"][world.stream]
    assert (part["seq"], part["records"]["presenting/now"]["page"]) == (seq + 1, 10)


def test_a_paper_that_a_killed_process_was_converting_is_taken_up_by_another(cluster: Cluster, connect: Connect):
    world, member, paper = cluster.world, connect("m1", 1), ids.new()
    url, token = f"{cluster.members[0].url}/api/v1/meetings/{world.meeting}/papers", cluster.rooms[0].token("sec")
    upload = {"file": ("long.docx", long_document())}
    bearer = {"Authorization": f"Bearer {token}"}
    assert requests.post(url, headers=bearer, data={"id": paper}, files=upload, timeout=10).ok
    wait_for(member, paper, "converting")
    cluster.members[0].kill()
    wait_for(member, paper, "converting", within=30.0)
    cluster.members[0].start()
    wait_for(member, paper, "ready", within=90.0)


def long_document() -> bytes:
    """A Word file that takes a while to convert."""
    document, kept = docx.Document(), io.BytesIO()
    for number in range(800):
        document.add_paragraph(f"{number}. " + "Quyết nghị về dự toán ngân sách. " * 10)
    document.save(kept)
    return kept.getvalue()


def wait_for(tablet: Tablet, paper: str, state: str, within: float = PATIENCE_S) -> None:
    def shows(body: dict) -> bool:
        changes = [entry.get("changes", {}).get(f"papers/{paper}") for entry in body["entries"]]
        return any(record and record["state"] == state for record in changes)

    tablet.wait("entries", shows, within=within)
