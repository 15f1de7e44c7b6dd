"""Forms: whatever is typed into any of them, the answer is a page that says what is wrong, and never an incident."""

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import icabinet.web.pages
from icabinet.web import security
from icabinet.web.pages.acting import FORMS
from tests.desk import BODY, MAIN, Desk, ref
from tests.web.visitor import Visitor

PAGES = Path(icabinet.web.pages.__file__).parent
ODD = (
    "", " ", "\x00", "a\x00b", "x" * 5000, "-1", "0", "9" * 30, "٣", "²", "1e9", "1.5", "../..", "http://[", "\u202e",
    "2026-13-40", "2026-11-24", "25:99", "08:00", "on", "chair", "system", "up", "vi", "\ud800", ref("item1"), MAIN,
)  # fmt: skip
_NAMED = re.compile(r'(?:form\.get(?:list)?\(|form\[|\bform, |in )"(\w+)"')


def fields() -> list[str]:
    """Return every name that some page reads from a form."""
    found = {name for path in PAGES.glob("*.py") for name in _NAMED.findall(path.read_text())}
    return sorted({"act", *found}.union(*FORMS.values()))


def addresses(desk: Desk) -> Iterator[str]:
    """Yield the address of every form, filled with what is there."""
    parts = {
        "meeting": MAIN,
        "person": desk.person("out"),
        "body": desk.known[BODY],
        "item": ref("item1"),
    }
    for rule in desk.app.url_map.iter_rules():
        if rule.endpoint.startswith("pages.") and "POST" in (rule.methods or ()) and rule.rule != "/sign-out":
            for name in FORMS if "<name>" in rule.rule else ("",):
                yield re.sub(r"<(\w+)>", lambda part, name=name: parts.get(part[1], name), rule.rule)


@pytest.fixture
def busy(live: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A meeting with something of everything; passwords are hashed in no time."""
    monkeypatch.setattr("icabinet.people.passwords.hashed", lambda password: f"hash of {len(password)}")
    monkeypatch.setattr("icabinet.people.passwords.fits", lambda _stored, _password: False)
    live.add_item("item1")
    live.file_paper("paper1", item=ref("item1"))
    return live


def test_the_names_of_fields_were_found() -> None:
    assert {"title", "minutes", "person", "role", "rank", "login", "password", "code", "back", "way"} <= set(fields())


def test_nothing_that_is_typed_breaks_a_form(busy: Desk) -> None:
    odd = st.sampled_from([text.encode("utf-8", "surrogatepass") for text in ODD])
    people = [Visitor(busy, "sec"), Visitor(busy, "admin"), Visitor(busy)]
    typed: dict[str, int] = {}

    around = cycle(sorted(addresses(busy)))

    @settings(max_examples=max(250, len(set(addresses(busy)))))
    @given(
        form=st.dictionaries(st.sampled_from(fields()), odd, min_size=3, max_size=len(fields())),
        visitor=st.sampled_from(people),
    )
    def type_in(form: dict[str, bytes], visitor: Visitor) -> None:
        where = next(around)
        security._limiter.reset()
        answer = visitor.post(where, form)
        assert answer.status_code < 500, (where, form)
        typed[where] = typed.get(where, 0) + 1

    type_in()
    assert set(typed) == set(addresses(busy))
    assert Visitor(busy, "m1").get("/").status_code == 200


@pytest.mark.parametrize("digits", [19, 20, 310, 5_000])
@pytest.mark.parametrize(
    ("where", "field"),
    [
        ("/meetings/new", "minutes"),
        (f"/meetings/{MAIN}/edit/details", "minutes"),
        (f"/meetings/{MAIN}/edit/act/agenda.add_item", "minutes"),
        (f"/meetings/{MAIN}/edit/act/agenda.edit_item", "minutes"),
        ("/bodies/{body}", "rank"),
    ],
)
def test_a_number_of_many_digits_is_no_incident(busy: Desk, where: str, field: str, digits: int) -> None:
    form = {
        "title": "x", "id": ref("item1"), "act": ref("act1"), "day": "2026-11-24", "time": "08:00",
        "body": busy.known[BODY], "person": busy.person("out"), field: "9" * digits,
    }  # fmt: skip
    who = "admin" if field == "rank" else "sec"
    answer = Visitor(busy, who).post(where.format(body=busy.known[BODY]), form)
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/people?q=%00", "/people?q=%ED%A0%80", "/sign-in?next=%00", f"/papers/{'0' * 64}/pages/1?w=" + "9" * 5000,
        f"/papers/{'0' * 64}/pages/" + "9" * 5000, f"/papers/{'0' * 64}/pages/1/words", "/join/" + "x" * 2000,
        "/meetings/%00", f"/meetings/{MAIN}/papers/%00/original", "/static/x/%00", "/static/x/../../wsgi.py",
        "/people/%ED%A0%80", "/bodies/%00",
    ],
)  # fmt: skip
def test_nothing_that_is_asked_for_breaks_a_page(busy: Desk, path: str) -> None:
    for who in ("sec", "admin", ""):
        assert Visitor(busy, who).get(path).status_code < 500
