"""Papers that are not for everybody: whoever may not read one does not learn that there is one."""

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.desks import releasing
from icabinet.errors import Refusal
from icabinet.live.telling import shown
from icabinet.papers.restricting import rules
from icabinet.papers.restricting.facts import PaperReleased, PaperRestricted
from icabinet.papers.restricting.projection import restrict as restrict_row
from icabinet.papers.rights import hidden_from
from icabinet.people.policy import DESK_ROLES, POLICY
from icabinet.performing import SYSTEM
from tests.desk import Desk, ref

OPEN = {"level": "ordinary", "roles": [], "units": [], "people": [], "until": None}
FILED = {"item": None, "title": "Nhân sự", "filename": "nhan su.pdf", "sha": "a" * 64, "size": 12}


def restrict(desk: Desk, name: str = "paper1", /, **to: Any) -> None:
    if "people" in to:
        to["people"] = [desk.person(who) for who in to["people"]]
    desk.act("sec", "papers.restrict", id=ref(name), **to)


def who_sees(desk: Desk, name: str = "paper1") -> list[str]:
    everybody = ("chair", "sec", "m1", "m2", "m3", "guest", "screen", "aud")
    return [who for who in everybody if ref(name) in desk.kinds(who, "papers")]


@pytest.fixture
def paper(live: Desk) -> Desk:
    live.file_paper("paper1")
    return live


# --- who sees it ---


@pytest.mark.parametrize(
    ("to", "readers"),
    [
        ({"roles": ["guest"]}, ["guest"]),
        ({"roles": ["member", "display"]}, ["m1", "m2", "m3", "screen"]),
        ({"people": ["m2"]}, ["m2"]),
        ({"units": ["Unit"]}, ["m1", "m2", "m3", "guest", "screen"]),
        ({"units": ["Another unit"]}, []),
        ({"people": ["m1"], "roles": ["guest"]}, ["m1", "guest"]),
        ({"level": "limited"}, ["m1", "m2", "m3", "guest", "screen"]),
        ({"until": 4_000_000_000_000}, []),
        ({"until": 4_000_000_000_000, "people": ["m1"]}, []),
    ],
)
def test_a_paper_is_for_whom_it_is_said_to_be_and_for_the_desk(paper: Desk, to: dict, readers: list[str]):
    restrict(paper, **to)
    assert set(who_sees(paper)) == {*readers, "chair", "sec", "aud"}


def test_who_sees_every_paper_is_the_desk_of_the_records():
    assert set(POLICY["papers.read_restricted"]) == DESK_ROLES


def test_what_is_said_is_the_desk_s_to_know(paper: Desk):
    restrict(paper, people=["m1"], level="limited")
    said = {"paper": ref("paper1"), **OPEN, "people": [paper.person("m1")], "level": "limited"}
    assert paper.kinds("aud", "restrictions") == {ref("paper1"): said}
    assert paper.kinds("m1", "restrictions") == {}
    seen = paper.kinds("m1", "papers")[ref("paper1")]
    assert (seen["level"], seen["guarded"], seen["until"]) == ("limited", True, None)


def test_it_can_be_filed_so_that_nobody_else_ever_hears_of_it(live: Desk):
    head = live.head()
    restriction = {"people": [live.person("m1")]}
    live.inside("sec", "papers.file", id=ref("paper1"), **FILED, restriction=restriction)
    live.act("sec", "papers.rename", id=ref("paper1"), title="Nhân sự 2")
    live.act("sec", "papers.remove", id=ref("paper1"))
    said = [one for one in live.told if one.entry.seq > head]
    assert [shown(one, live.tags_of("m2")) for one in said] == [{"seq": one.entry.seq} for one in said]
    assert [one.entry.kind.name for one in said if len(shown(one, live.tags_of("m1"))) > 1] == [
        "papers.filed", "papers.renamed", "papers.removed",
    ]  # fmt: skip


def test_who_loses_it_hears_that_it_is_gone_with_its_ink_and_who_gains_it_gets_both(paper: Desk):
    stroke = paper.draw("m1", "stroke1")
    keys = {f"papers/{ref('paper1')}", f"strokes/{stroke}"}
    restrict(paper, people=["m1"])
    assert changes(paper, "m2") == dict.fromkeys(keys)
    assert None not in changes(paper, "m1").values()
    paper.draw("m1", "stroke2")
    assert changes(paper, "m2") == {}
    restrict(paper, people=["m2"])
    assert {key for key, body in changes(paper, "m2").items() if body} == {*keys, f"strokes/{ref('stroke2')}"}
    assert changes(paper, "m1") == dict.fromkeys([*keys, f"strokes/{ref('stroke2')}"])
    restrict(paper)
    assert {key for key, body in changes(paper, "guest").items() if body} == {*keys, f"strokes/{ref('stroke2')}"}


def test_ink_that_is_erased_there_is_nobody_else_s_business(paper: Desk):
    paper.draw("m1", "stroke1")
    restrict(paper, people=["m1"])
    paper.draw("m1", "stroke2")
    paper.act("m1", "ink.erase", ids=[ref("stroke1"), ref("stroke2")])
    # The first was everybody's once: for them it went with the paper.
    assert changes(paper, "m2") == {}
    assert len(changes(paper, "m1")) == len(changes(paper, "chair")) == 2
    with paper.services.db.reading() as session:
        assert releasing.due(session, 0) == []


def test_ink_and_presenting_are_refused_as_if_there_were_no_such_paper(paper: Desk):
    restrict(paper, people=["m1"])
    for private in (False, True):
        with pytest.raises(Refusal) as caught:
            paper.draw("m2", "stroke1", private=private)
        assert caught.value.code == "not_found"
        paper.draw("m1", "stroke1", private=private)


def test_a_presented_paper_is_shown_to_its_readers_and_others_learn_only_that_one_is(paper: Desk):
    paper.act("chair", "presenting.show", paper=ref("paper1"), page=2)
    restrict(paper, people=["m1"])
    assert paper.kinds("m1", "presenting")["now"]["paper"] == ref("paper1")
    for who in ("m2", "screen"):
        assert {**paper.kinds(who, "presenting")["now"], "at": 0, "by": ""} == {
            "paper": None, "page": None, "window": None, "gathered": 0, "at": 0, "by": "",
        }  # fmt: skip
        assert changes(paper, who)["presenting/now"]["paper"] is None
    restrict(paper)
    assert changes(paper, "m2")["presenting/now"]["paper"] == ref("paper1")


# --- what changes it ---


def test_whose_part_changes_sees_at_once_what_is_theirs_now(paper: Desk):
    restrict(paper, roles=["guest"])
    paper.draw("chair", "stroke1")
    part = {"person": paper.person("m1"), "role": "guest", "entitled": False}
    paper.act("sec", "meetings.add_participant", **part)
    assert {f"papers/{ref('paper1')}", f"strokes/{ref('stroke1')}"} <= changes(paper, "m1").keys()
    paper.act("sec", "meetings.add_participant", **part | {"role": "member"})
    assert changes(paper, "m1")[f"papers/{ref('paper1')}"] is None
    assert changes(paper, "chair")[f"papers/{ref('paper1')}"] is not None


def test_an_embargo_ends_by_the_server_s_clock_and_once(paper: Desk, monkeypatch: pytest.MonkeyPatch):
    until = clock.now_ms() + 60_000
    restrict(paper, until=until)
    assert who_sees(paper) == ["chair", "sec", "aud"]
    paper.refused(SYSTEM, "papers.release", "stale", id=ref("paper1"))
    with paper.app.app_context():
        assert releasing.waiting() == []
        monkeypatch.setattr(clock, "now_ms", lambda: until)
        assert releasing.waiting() == [(paper.stream, ref("paper1"))]
        with paper.happening() as facts:
            releasing.release(paper.stream, ref("paper1"))
            releasing.release(paper.stream, ref("paper1"))
        assert releasing.waiting() == []
    assert facts == [PaperReleased(paper=ref("paper1"))]
    assert len(who_sees(paper)) == 8
    assert changes(paper, "guest")[f"papers/{ref('paper1')}"]["guarded"] is False


def test_a_new_version_is_for_whom_the_paper_is_and_they_stay_together(paper: Desk):
    restrict(paper, people=["m1"], level="limited")
    paper.replace_paper("newer", "paper1", pages=2)
    assert who_sees(paper, "newer") == who_sees(paper) == ["chair", "sec", "m1", "aud"]
    assert paper.kinds("m1", "papers")[ref("newer")]["level"] == "limited"
    assert [shown(one, paper.tags_of("m2")) for one in paper.told[-3:]] == [
        {"seq": one.entry.seq} for one in paper.told[-3:]
    ]
    restrict(paper, "newer", roles=["guest"])
    assert who_sees(paper, "newer") == who_sees(paper) == ["chair", "sec", "guest", "aud"]


# --- what is refused ---


@pytest.mark.parametrize("level", rules.STATE_SECRETS)
def test_state_secrets_are_refused(paper: Desk, level: str):
    assert paper.refused("sec", "papers.restrict", "state_secret", id=ref("paper1"), level=level) == {"level": level}


@pytest.mark.parametrize(
    "bad",
    [
        {"level": "?"},
        {"roles": ["king"]},
        {"roles": ["system"]},
        {"units": [""]},
        {"people": ["?"]},
        {"until": 5},
        {"until": 2**63},
    ],
)
def test_what_makes_no_sense_is_refused(paper: Desk, bad: dict):
    paper.refused("sec", "papers.restrict", "invalid", id=ref("paper1"), **bad)


def test_only_who_takes_part_can_be_named(paper: Desk):
    paper.refused("sec", "papers.restrict", "not_found", id=ref("paper1"), people=[paper.person("out")])


@pytest.mark.parametrize(
    "name",
    ["Công văn (Mật)", "Bao cao_MAT 2026.pdf", "MẬT - Báo cáo", "bao-cao-tuyet-mat", "Tối mật: nhân sự", "TUYỆT MẬT"],
)
def test_names_that_bear_a_stamp_of_secrecy_are_refused(paper: Desk, name: str):
    paper.refused("sec", "papers.rename", "looks_state_secret", id=ref("paper1"), title=name)
    for filed in ({"title": name}, {"filename": name}):
        with pytest.raises(rules.LooksStateSecret):
            paper.inside("sec", "papers.file", id=ref("paper2"), **FILED | filed)


@pytest.mark.parametrize(
    "name",
    ["Bảo mật thông tin", "Mật độ dân số", "CÔNG TÁC BẢO MẬT", "mat_do.pdf", "Mật_độ.docx", "MAT_DO.pdf", "Bí mật"],
)
def test_ordinary_words_are_not(name: str):
    rules.check_no_stamp(name)


def test_the_facts_say_all_that_is_said_now(paper: Desk):
    with paper.happening() as facts:
        restrict(paper, roles=["guest", "guest", "display"], units=[" Unit "], level="internal")
    assert facts == [
        PaperRestricted(
            paper=ref("paper1"), level="internal", roles=["display", "guest"], units=["Unit"], people=[], until=None
        )
    ]


def test_what_was_undone_was_never_said(paper: Desk):
    def work(session: Session) -> set[str]:
        with contextlib.suppress(ZeroDivisionError), session.begin_nested():
            entry = replace(
                paper.told[-1].entry, fact=PaperRestricted(paper=ref("paper1"), **OPEN | {"roles": ["guest"]})
            )
            restrict_row(session, entry, entry.fact)
            assert hidden_from(session, paper.stream, paper.person("m1"), "member") == {ref("paper1")}
            raise ZeroDivisionError
        return hidden_from(session, paper.stream, paper.person("m1"), "member")

    assert paper.services.writer.write(work) == set()


def changes(desk: Desk, who: str) -> dict[str, Any]:
    """Return what the last entry changes for somebody, as it comes out of the wire."""
    entry = json.loads(json.dumps(shown(desk.told[-1], desk.tags_of(who))))
    return entry.get("changes", {})
