"""Join codes and sessions: for one meeting, for so many uses, for a while."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from icabinet import clock
from icabinet.errors import NotFound, NotSignedIn
from icabinet.people import codes, sessions
from icabinet.people.codes import CodeUnknown
from tests.desk import MAIN, Desk

HOUR_MS = 3_600_000


@pytest.fixture(autouse=True)
def inside(desk: Desk) -> Iterator[None]:
    with desk.app.app_context():
        yield


def test_a_code_signs_in_for_its_meeting(desk: Desk):
    made = codes.issue(MAIN, desk.person("m1"))
    token, meeting = codes.redeem(made.code, "iPad")
    viewer = sessions.viewer_of(token)
    assert (meeting, viewer.meeting, viewer.person) == (MAIN, MAIN, desk.person("m1"))


def test_a_code_is_typed_in_any_way_that_people_type(desk: Desk):
    for dressed in (str.upper, lambda code: f" {code[:5]}-{code[5:]} ", " ".join):
        made = codes.issue(MAIN, desk.person("m1"))
        assert codes.redeem(dressed(made.code), "")[1] == MAIN


def test_a_code_works_as_often_as_it_was_made_for(desk: Desk):
    made = codes.issue(MAIN, desk.person("m1"), uses=2)
    for _ in range(2):
        codes.redeem(made.code, "")
    with pytest.raises(CodeUnknown):
        codes.redeem(made.code, "")


def test_many_tablets_at_once_use_it_no_oftener(desk: Desk):
    made = codes.issue(MAIN, desk.person("m1"), uses=3)

    def tablet(_: int) -> bool:
        with desk.app.app_context():
            try:
                codes.redeem(made.code, "")
            except CodeUnknown:
                return False
            return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(tablet, range(20))) == 3


def test_a_code_grows_old(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    now = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now)
    made = codes.issue(MAIN, desk.person("m1"), hours=2, uses=9)
    assert made.expires_at == now + 2 * HOUR_MS
    monkeypatch.setattr(clock, "now_ms", lambda: now + 2 * HOUR_MS)
    codes.redeem(made.code, "")
    monkeypatch.setattr(clock, "now_ms", lambda: now + 2 * HOUR_MS + 1)
    with pytest.raises(CodeUnknown):
        codes.redeem(made.code, "")


@pytest.mark.parametrize("code", ["", "x", "2222222222", "2" * 5_000, "\x00", "ñandú", "0O1Il"])
def test_what_is_no_code(code: str):
    with pytest.raises(CodeUnknown):
        codes.redeem(code, "")


def test_codes_and_tokens_are_kept_as_hashes_only(desk: Desk):
    made = codes.issue(MAIN, desk.person("m1"))
    token, _ = codes.redeem(made.code, "")
    desk.services.writer.close()
    stored = "".join(row for rows in desk.dump().values() for row in rows)
    files = b"".join(path.read_bytes() for path in desk.folder.glob("*") if path.is_file())
    for secret in (made.code, token):
        assert secret not in stored
        assert secret.encode() not in files


def test_a_session_ends_after_its_hours(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    token, now = desk.token("m1"), clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now + desk.settings.session_hours * HOUR_MS - 5_000)
    assert sessions.viewer_of(token)
    monkeypatch.setattr(clock, "now_ms", lambda: now + desk.settings.session_hours * HOUR_MS + 5_000)
    with pytest.raises(NotSignedIn):
        sessions.viewer_of(token)
    assert sessions.list_of(desk.person("m1")) == []


def test_only_ones_own_sessions_are_ended(desk: Desk):
    token = desk.token("m1")
    (row,) = sessions.list_of(desk.person("m1"))
    with pytest.raises(NotFound):
        sessions.end(row.id, of=desk.person("m2"))
    assert sessions.viewer_of(token)
    sessions.end(row.id, of=desk.person("m1"))
    with pytest.raises(NotSignedIn):
        sessions.viewer_of(token)


def test_whoever_listens_hears_of_every_session_that_ends(desk: Desk):
    ended: list[str] = []
    desk.services.farewells.append(ended.append)
    kept = sessions.viewer_of(desk.token("m1")).session
    others = {sessions.viewer_of(desk.token("m1")).session for _ in range(2)}
    sessions.end_all(desk.person("m1"), but=kept)
    assert set(ended) == others
    assert sessions.living({kept, *others, "none"}) == {kept}


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 10_000, "\x00"])
def test_what_is_no_token(token: str):
    with pytest.raises(NotSignedIn):
        sessions.viewer_of(token)
