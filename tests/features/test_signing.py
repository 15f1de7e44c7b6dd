"""Signatures in the journal: one in each place, by whoever has it, on the document with all signatures that it has."""

from typing import Any

import pytest

from icabinet.errors import Refusal
from icabinet.signing import rules
from icabinet.signing.queries import signed_file
from tests.desk import Desk, ref

MINUTES, NOTICE = ref("document1"), ref("document2")
CERTIFICATE = {"name": "A", "organ": "", "issuer": "CA", "serial": "1", "fingerprint": "a" * 64, "until": 1}
BASE, FIRST, SECOND = "b" * 64, "c" * 64, "d" * 64


@pytest.fixture
def issued(desk: Desk) -> Desk:
    for document, kind in ((MINUTES, "minutes"), (NOTICE, "conclusions")):
        desk.act("sec", "minutes.begin", id=document, kind=kind, about="A", passages=[{"key": "opening", "text": "A"}])
        content = {"content": {}, "seen": desk.head(), "seq": 1, "head": "00"}
        desk.inside("sec", "minutes.issue", id=document, **content)
    return desk


def sign(desk: Desk, who: str, place: str, before: str, sha: str, document: str = MINUTES) -> Any:
    args = {"document": document, "place": place, "before": before, "sha": sha, "size": 1, "level": "B-T"}
    return desk.inside(who, "signing.sign", id=ref(f"sig{who}{sha[0]}"), certificate=CERTIFICATE, **args)


def refused(desk: Desk, code: str, *args: str) -> None:
    before = desk.dump()
    with pytest.raises(Refusal) as caught:
        sign(desk, *args)
    assert caught.value.code == code
    assert desk.dump() == before


def test_each_signs_once_and_what_there_is(issued: Desk) -> None:
    refused(issued, "not_allowed", "sec", "chair", BASE, FIRST)
    sign(issued, "sec", "secretary", BASE, FIRST)
    # Signed beside it in the same moment: with it the first signature would be lost.
    refused(issued, "signed_meanwhile", "chair", "chair", BASE, SECOND)
    refused(issued, "already_signed", "sec", "secretary", FIRST, SECOND)
    sign(issued, "chair", "chair", FIRST, SECOND)
    with issued.services.db.reading() as session:
        assert signed_file(session, issued.stream, MINUTES) == SECOND
    assert [one["name"] for one in issued.kinds("m1", "signatures").values()] == ["A", "A"]


def test_a_notice_is_signed_by_the_chair_alone(issued: Desk) -> None:
    refused(issued, "not_allowed", "sec", "secretary", BASE, FIRST, NOTICE)
    sign(issued, "chair", "chair", BASE, FIRST, NOTICE)


@pytest.mark.parametrize("role", ["member", "guest", "display", "auditor", None])
def test_nobody_else_has_a_place(role: str | None) -> None:
    assert [rules.place_for(kind, role) for kind in ("minutes", "resolution")] == [None, None]


def test_a_draft_is_not_signed() -> None:
    with pytest.raises(Refusal) as caught:
        rules.check_may_sign(MINUTES, "minutes", "circulated", "chair", place="chair", taken=[])
    assert caught.value.code == "stale"
