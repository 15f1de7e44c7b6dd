"""What is no text to a database is refused by name, on both databases, wherever it comes from."""

import pytest

from icabinet.errors import Invalid
from icabinet.papers.queries import sha_of
from tests.desk import MAIN, Desk
from tests.web.visitor import Program

HALF = "\ud800"


@pytest.mark.parametrize("path", ["/meetings/%00", f"/meetings/{MAIN}%00/records", "/people/a%00b", "/sessions/%00"])
@pytest.mark.parametrize("method", ["GET", "DELETE", "PATCH"])
def test_a_nul_in_an_address_is_no_fault_of_ours(desk: Desk, method: str, path: str):
    answer = Program(desk, "admin").call(method, path, json={})
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.get_json()["error"]["code"] in ("invalid", "not_found", "not_allowed")


@pytest.mark.parametrize("login", ["m1\x00", "\x00", f"m1{HALF}"])
def test_a_login_that_is_no_text_fits_nobody(desk: Desk, login: str):
    answer = Program(desk).call("POST", "/sessions", json={"login": login, "password": "x" * 12})
    assert (answer.status_code, answer.get_json()["error"]["code"]) in ((401, "wrong_password"), (422, "invalid"))


def test_half_a_character_is_refused(desk: Desk):
    with desk.app.app_context(), pytest.raises(Invalid) as caught:
        sha_of(desk.stream, HALF)
    assert caught.value.data["why"] == "control_character"
