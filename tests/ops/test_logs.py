"""The log: what each line carries, and what no line may: names, titles, texts, tokens, choices."""

import io
import json
import logging
import re
import sqlite3
import threading
from typing import Any

import pytest
from sqlalchemy import event
from structlog.contextvars import clear_contextvars

from icabinet import ids, logs
from icabinet.config import Settings
from icabinet.errors import Invalid, Unavailable
from icabinet.people import accounts, codes
from icabinet.people.bodies import Seat, seat
from icabinet.people.tables import PersonRow
from icabinet.repeats import MOST, PERIOD_S, Repeats
from icabinet.web.api import meetings
from tests.desk import Desk, ref
from tests.noise import BODY
from tests.ops.conftest import pdf

TRACKER = "zy9xw8vu7t"
LOGIN, SECRET = "bimat.login", "mật khẩu rất dài"
SAID = {
    "name": "Nguyễn Thị Kín Đáo",
    "title": "Phiên họp kín về nhân sự",
    "place": "Phòng họp số 31",
    "presenter": "Trần Văn Trình Bày",
    "item": "Miễn nhiệm giám đốc sở",
    "subject": "Tôi phản đối đề nghị này",
    "question": "Đồng ý miễn nhiệm không",
    "paper": "Tờ trình mật số bảy",
    "filename": "to_trinh_mat.pdf",
    "wrong": "một câu không ai được đọc",
    "device": "Máy tính bảng của bà Kín",
}


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


class Caller:
    """Somebody who uses the API and the pages; every token of theirs is kept, to be looked for."""

    def __init__(self, desk: Desk) -> None:
        self.client = desk.app.test_client()
        self.tokens: list[str] = []
        self._desk = desk

    def sign_in(self, password: str) -> int:
        answer = self.client.post(
            "/api/v1/sessions", json={"login": LOGIN, "password": password}, headers=self._headers()
        )
        self.tokens.append(answer.json.get("token", ""))
        return answer.status_code

    def act(self, name: str, /, **args: Any) -> Any:
        path = f"/api/v1/meetings/{self._desk.meeting}/actions/{name}"
        return self.client.post(path, json={"id": ids.new(), "args": args}, headers=self._headers())

    def file(self, paper: str) -> Any:
        form = {"id": ref(paper), "title": SAID["paper"], "file": (pdf(), SAID["filename"])}
        return self.client.post(f"/api/v1/meetings/{self._desk.meeting}/papers", data=form, headers=self._headers())

    def get(self, path: str) -> Any:
        return self.client.get(path, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        token = next(filter(None, self.tokens), "")
        agent = {"User-Agent": SAID["device"].encode().decode("latin-1")}
        return {**agent, "Authorization": f"Bearer {token}"} if token else agent


def story(desk: Desk, monkeypatch) -> list[str]:
    """Live through a whole meeting, with what goes wrong in one; return every word that was said in it."""
    caller = Caller(desk)
    person = new_secretary(desk)
    assert [caller.sign_in(SAID["wrong"]), caller.sign_in(SECRET)] == [401, 201]
    assert caller.act("meetings.edit", title=SAID["title"], place=SAID["place"]).status_code == 200
    added = {"id": ref("item2"), "title": SAID["item"], "presenter": SAID["presenter"]}
    assert caller.act("agenda.add_item", **added).status_code == 200
    assert caller.act("agenda.add_item", **added).status_code == 409
    assert caller.act("agenda.add_item", id=ref("item3"), title=SAID["wrong"], wrong=SAID["wrong"]).status_code == 422
    assert caller.file("paper3").status_code == 201
    assert caller.get(f"/meetings/{desk.meeting}").status_code == 200
    desk.act("m1", "floor.ask", id=ref("speech1"), subject=SAID["subject"])
    votes(desk)
    code = entering(desk, person, caller)
    faults(desk, person, caller, monkeypatch)
    return [*SAID.values(), SECRET, LOGIN, TRACKER, code, *filter(None, caller.tokens)]


def new_secretary(desk: Desk) -> str:
    with desk.app.app_context():
        person = accounts.add_person(SAID["name"], LOGIN, SECRET)
        seat(desk.known[BODY], person, Seat("Office", "Unit", 9, votes=False, prepares=True))
    desk.act("sec", "meetings.add_participant", person=person, role="secretary", entitled=False)
    return person


def votes(desk: Desk) -> None:
    named = {"id": ref("named2"), "question": SAID["question"], "preset": "people_committee"}
    desk.act("sec", "polls.cancel", id=ref("named1"))
    desk.act("sec", "polls.prepare", **named, secret=False)
    desk.act("chair", "polls.open", id=ref("named2"))
    desk.cast("m2", "named2", "yes")
    desk.act("chair", "polls.close", id=ref("named2"))
    desk.open_poll("secret1", secret=True)
    desk.cast("m3", "secret1", "abstain", TRACKER)
    desk.act("chair", "polls.close", id=ref("secret1"))


def entering(desk: Desk, person: str, caller: Caller) -> str:
    """Come in by a code, rightly and wrongly; return the code."""
    with desk.app.app_context():
        code = codes.issue(desk.meeting, person).code
    client = desk.app.test_client()
    page = client.get(f"/join/{code}").text
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert client.post("/join", data={"code": code, "csrf_token": csrf}).status_code == 303
    assert client.post("/join", data={"code": SAID["wrong"], "csrf_token": csrf}).status_code == 404
    assert client.get(f"/no/page/{SAID['wrong']}?q={SAID['wrong']}").status_code == 404
    caller.tokens.append(client.get_cookie("icabinet").value)
    return code


def faults(desk: Desk, person: str, caller: Caller, monkeypatch) -> None:
    """Meet a bug of ours, a constraint, and a full disk; all of them know what was said."""

    def bug(*_: object) -> None:
        raise RuntimeError(SAID["name"]) from KeyError(SAID["title"])

    def twice() -> None:
        row = PersonRow(id=person, name=SAID["name"])
        desk.services.writer.write(lambda session: session.add(row))

    with monkeypatch.context() as patch:
        patch.setattr(meetings, "meetings_of", bug)
        assert caller.get("/api/v1/meetings").status_code == 500
        patch.setattr(meetings, "meetings_of", lambda *_: twice())
        assert caller.get("/api/v1/meetings").status_code == 500
    event.listen(desk.services.db.engine, "checkout", lambda c, *_: c.execute("PRAGMA max_page_count = 1"))
    many = [
        {"id": ref(f"many{n}x"), "title": f"{SAID['item']} {n}" * 4, "presenter": SAID["presenter"]} for n in range(90)
    ]
    assert caller.act("agenda.import_items", items=many).status_code == 503


@pytest.mark.parametrize("form", ["json", "text"])
def test_nothing_that_people_said_gets_into_the_log(office: Desk, logged, monkeypatch, form):
    stream = logged(log_format=form)
    said = story(office, monkeypatch)
    written = stream.getvalue()
    assert len(said) == len(SAID) + 6
    assert [words for words in said if words in written or json.dumps(words)[1:-1] in written] == []
    assert re.findall(r"\b(?:yes|abstain)\b", written) == []
    assert "Name of" not in written
    assert len(re.findall(r"\bpolls\.(?:cast|close)\b", written)) == 4
    assert written.count("writing.py:") > 3


def test_every_line_of_the_story_names_a_request_or_an_action(office: Desk, logged, monkeypatch):
    stream = logged()
    story(office, monkeypatch)
    told = lines(stream)
    assert {line["event"] for line in told if "request" not in line and "action" not in line} == {
        "batch of 1 not stored"
    }
    acts = [line for line in told if line["event"] == "act"]
    assert {"polls.cast", "papers.file", "agenda.add_item", "floor.ask"} <= {line["act"] for line in acts}
    assert all(ids.check(line["action"]) and line["ms"] > 0 for line in acts)


def test_a_request_has_a_line_under_the_id_of_its_answer(office: Desk, logged):
    stream = logged()
    answer = office.app.test_client().get("/join/abcdefghjk")
    [line] = lines(stream)
    assert answer.headers["X-Request-Id"] == line["request"]
    assert (line["event"], line["level"], line["route"]) == ("request", "info", "GET /join/<code>")
    assert (line["status"], line["ms"] > 0) == (200, True)


def test_a_refusal_has_its_code_at_debug_level_only(office: Desk, logged):
    quiet, wordy = logged(log_level="info"), logged()
    office.app.test_client().get("/api/v1/me")
    assert quiet.getvalue() == ""
    refused, request = lines(wordy)
    assert (refused["level"], refused["code"]) == ("debug", "not_signed_in")
    assert (request["status"], request["request"]) == (401, refused["request"])
    at_info = logged(log_level="info")
    office.app.test_client().get("/api/v1/me")
    assert [line["event"] for line in lines(at_info)] == ["request"]


def test_an_act_over_http_carries_both_ids(office: Desk, logged):
    token, stream = office.token("sec"), logged()
    action, path = ids.new(), f"/api/v1/meetings/{office.meeting}/actions/agenda.open_item"
    headers = {"Authorization": f"Bearer {token}"}
    office.app.test_client().post(path, json={"id": action, "args": {"id": ref("item1")}}, headers=headers)
    act, request = lines(stream)
    assert (act["act"], act["action"], act["request"]) == ("agenda.open_item", action, request["request"])
    assert "action" not in request


def test_a_fault_leaves_the_action_named_for_whoever_logs_it(logged):
    action, stream = ids.new(), logged()
    with pytest.raises(KeyError), logs.acting(action, "polls.open"):
        strike(KeyError())
    logging.getLogger("door").error("incident")
    clear_contextvars()
    with logs.acting(ids.new(), "polls.open"):
        pass
    logging.getLogger("door").error("another")
    fault, act, other = lines(stream)
    assert (fault["action"], act["event"]) == (action, "act")
    assert "action" not in other


def test_who_draws_and_votes_when_is_no_news(office: Desk, logged):
    stream = logged(log_level="info")
    office.draw("chair", "stroke2")
    office.cast("m2", "named1", "no")
    office.add_item("item2")
    assert [line["act"] for line in lines(stream)] == ["agenda.add_item"]


def test_what_machines_ask_for_is_no_news(office: Desk, logged):
    stream = logged(log_level="info")
    for path in ("/healthz", "/metrics", "/static/0/design/base.css"):
        office.app.test_client().get(path).close()
    assert stream.getvalue() == ""


def strike(error: Exception, cause: Exception | None = None) -> None:
    raise error from cause


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        strike(error, cause)
    except type(error) as caught:
        return caught
    pytest.fail("nothing was raised")


def exception_of(stream: io.StringIO) -> str:
    [line] = lines(stream)
    return line["exception"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("Nguyễn"), "builtins.RuntimeError"),
        (Invalid(where="title", why="Nguyễn"), "icabinet.errors.Invalid: invalid"),
        (OSError(28, "No space left on device", "/data/Nguyễn.pdf"), "builtins.OSError: No space left on device"),
        (sqlite3.OperationalError("database is locked"), "sqlite3.OperationalError: database is locked"),
    ],
)
def test_of_an_exception_the_log_has_type_way_and_what_is_the_machines(logged, error, said):
    stream = logged()
    logging.getLogger("x").error("incident %s", "1", exc_info=raised(error))
    first, *way = exception_of(stream).splitlines()
    assert first == said
    places = [re.fullmatch(r"  \S+/test_logs\.py:\d+ (\w+)", place)[1] for place in way]
    assert places == ["raised", "strike"]
    assert "Nguyễn" not in stream.getvalue()


def test_what_led_to_an_exception_is_told_too(logged):
    stream = logged()
    logging.getLogger("x").error("incident", exc_info=raised(Unavailable(what="Nguyễn"), raised(KeyError("Nguyễn"))))
    told = [line for line in exception_of(stream).splitlines() if not line.startswith(" ")]
    assert told == ["icabinet.errors.Unavailable: unavailable", "after builtins.KeyError"]


def test_an_exception_inside_a_message_is_brief_too(logged):
    stream = logged()
    logging.getLogger("x").warning("page %d: %s", 3, Invalid(where="title", why="Nguyễn"))
    assert lines(stream)[0]["event"] == "page 3: icabinet.errors.Invalid: invalid"


def test_of_a_thread_that_dies_too(logged):
    stream = logged()
    thread = threading.Thread(target=strike, args=(RuntimeError("Nguyễn"),), name="desk")
    thread.start()
    thread.join()
    [line] = lines(stream)
    assert (line["level"], line["event"], line["of"]) == ("error", "a thread died", "desk")
    assert line["exception"].startswith("builtins.RuntimeError\n")
    assert "Nguyễn" not in stream.getvalue()


def test_a_fault_that_repeats_does_not_fill_the_disk(logged):
    stream = logged()
    for number in range(1_000):
        logging.getLogger("x").error("incident %s", number, exc_info=raised(KeyError(number)))
    told = lines(stream)
    assert [line["event"] for line in told] == [f"incident {number}" for number in range(MOST)]
    assert [line.get("silent_s") for line in told] == [None] * (MOST - 1) + [60]


def test_another_fault_is_told_all_the_same(logged):
    stream = logged()
    for _ in range(1_000):
        logging.getLogger("x").error("incident", exc_info=raised(KeyError()))
    logging.getLogger("x").error("incident", exc_info=raised(ValueError()))
    logging.getLogger("x").error("incident")
    logging.getLogger("y").error("incident")
    logging.getLogger("x").info("an act")
    assert len(lines(stream)) == MOST + 4


def repeated(repeats: Repeats, times: int, message: str = "away") -> list[logging.LogRecord]:
    """Return those of so many warnings that are let through."""
    made = [logging.makeLogRecord({"levelno": logging.WARNING, "msg": message}) for _ in range(times)]
    return [record for record in made if repeats.filter(record)]


def test_a_minute_later_it_says_how_many_were_left_out():
    now = [0.0]
    repeats = Repeats(lambda: now[0])
    assert len(repeated(repeats, 100)) == MOST
    now[0] = PERIOD_S - 0.1
    assert repeated(repeats, 50) == []
    now[0] = PERIOD_S
    first, *others = repeated(repeats, 5)
    assert first.left_out == 150 - MOST
    assert len(others) == 4
    assert not any(hasattr(record, "left_out") for record in others)
    now[0] = 2 * PERIOD_S
    assert not hasattr(repeated(repeats, 1)[0], "left_out")


def test_what_is_different_each_time_is_bounded_too():
    now = [0.0]
    repeats = Repeats(lambda: now[0])
    told = sum(len(repeated(repeats, 1, f"from outside: {number}")) for number in range(5_000))
    assert told == 500 + MOST
    now[0] = PERIOD_S
    assert len(repeated(repeats, 1, "something else")) == 1
    assert len(repeats._seen) < 5


def test_in_development_exceptions_are_whole(logged):
    stream = logged(debug=True)
    logging.getLogger("x").error("incident", exc_info=raised(RuntimeError("the very words")))
    assert exception_of(stream).endswith("RuntimeError: the very words\n")


def test_of_a_librarys_log_only_faults_are_kept(logged):
    stream = logged()
    library = logging.Logger("library")  # noqa: LOG001 - one of its own, that no other test meets
    library.parent = logging.getLogger()
    library.addFilter(logs.only_faults)
    library.info('127.0.0.1 "GET /join/abcdefghjk"')
    try:
        strike(ValueError("Nguyễn"))
    except ValueError:
        library.info("Traceback (most recent call last):\nValueError: Nguyễn")
    [line] = lines(stream)
    assert (line["level"], line["event"]) == ("error", "a request failed beneath the product")
    assert line["exception"].startswith("builtins.ValueError\n")
    assert "Nguyễn" not in stream.getvalue()


def test_the_text_form_is_for_people(office: Desk, logged):
    stream = logged(log_format="text")
    office.add_item("item2")
    line = r"[\d-]{10} [\d:]{8} \[info *\] act \[icabinet\.logs\] action=\w{20} act=agenda\.add_item ms=[\d.]+\n"
    assert re.fullmatch(line, stream.getvalue())


@pytest.mark.parametrize("wrong", [{"log_format": "xml"}, {"log_level": "loud"}])
def test_a_misspelt_setting_is_not_silent(wrong):
    with pytest.raises(ValueError, match=r"xml|LOUD"):
        logs.configure(Settings(**wrong), stream=io.StringIO())
