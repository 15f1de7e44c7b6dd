"""Comments on marks: said to whoever sees the mark, in one's notebook to oneself; settled, and gone with the mark."""

import pytest

from icabinet.comments import rules
from icabinet.comments.facts import CommentWithdrawn, CommentWritten, ThreadOpened, ThreadReopened, ThreadResolved
from icabinet.ink.packing import pack
from tests.desk import Desk, ref

MARK = ref("stroke1")


@pytest.fixture
def marked(live: Desk) -> Desk:
    live.file_paper("paper1")
    live.draw("m1", "stroke1")
    return live


def say(desk: Desk, who: str, name: str, text: str = "Xem lại", *, reply: bool = True, **more: object) -> None:
    desk.act(who, "comments.reply" if reply else "comments.open", id=ref(name), mark=MARK, text=text, **more)


@pytest.fixture
def thread(marked: Desk) -> Desk:
    say(marked, "m2", "comment1", "Số liệu quý 3?", reply=False)
    return marked


def texts(desk: Desk, who: str, stream: str = "") -> list[str]:
    found = [body for key, body in desk.records(who, stream).items() if key.startswith("comments/")]
    return [body["text"] for body in sorted(found, key=lambda body: body["position"])]


def test_a_comment_is_seen_by_whoever_sees_the_mark(marked: Desk):
    with marked.happening() as facts:
        say(marked, "m2", "comment1", "  Số liệu \n quý 3?", reply=False, mentions=[marked.person("m1")])
    assert facts == [
        ThreadOpened(mark=MARK, paper=ref("paper1"), page=1, author=marked.person("m1")),
        CommentWritten(
            comment=ref("comment1"), mark=MARK, text="Số liệu\nquý 3?", mentions=[marked.person("m1")],
        ),
    ]  # fmt: skip
    for who in ("m1", "m3", "guest", "screen", "aud"):
        thread = marked.kinds(who, "threads")[MARK]
        assert (thread["state"], thread["count"], thread["by"]) == ("open", 1, marked.person("m2"))
        assert texts(marked, who) == ["Số liệu\nquý 3?"]


def test_answers_follow_in_order_and_count(thread: Desk):
    say(thread, "m1", "comment2", "Đã sửa")
    say(thread, "guest", "comment3", "Cảm ơn")
    assert texts(thread, "sec") == ["Số liệu quý 3?", "Đã sửa", "Cảm ơn"]
    assert thread.kinds("sec", "threads")[MARK]["count"] == 3


def test_two_who_open_a_thread_at_once_are_in_the_same_one(thread: Desk):
    say(thread, "m3", "comment2", "Tôi cũng hỏi", reply=False)
    assert texts(thread, "m1") == ["Số liệu quý 3?", "Tôi cũng hỏi"]
    thread.refused("m3", "comments.open", "id_taken", id=ref("comment2"), mark=MARK, text="x")


@pytest.mark.parametrize("who", ["screen", "aud"])
def test_screens_and_onlookers_say_nothing(thread: Desk, who: str):
    thread.refused(who, "comments.reply", "not_allowed", id=ref("comment2"), mark=MARK, text="x")


def test_private_notes_on_ones_own_mark_are_nobody_elses(marked: Desk):
    marked.draw("m1", "stroke2", private=True)
    note = {"id": ref("comment1"), "mark": ref("stroke2"), "text": "Hỏi lại"}
    marked.act("m1", "comments.open", private=True, **note)
    assert texts(marked, "m1", marked.notebook_of("m1")) == ["Hỏi lại"]
    for who in ("m1", "m2", "chair", "sec", "aud"):
        assert texts(marked, who) == []
        assert marked.kinds(who, "threads") == {}
    marked.refused("m2", "comments.open", "not_found", private=True, **note)
    marked.refused("m2", "comments.open", "not_found", **note)
    again = note | {"id": ref("comment2"), "mentions": [marked.person("m2")]}
    marked.refused("m1", "comments.reply", "cannot_see_mark", private=True, **again)
    marked.act("m1", "comments.resolve", private=True, mark=ref("stroke2"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": " \n "}, "invalid"),
        ({"text": "x" * 2_001}, "invalid"),
        ({"text": "a\x00b"}, "invalid"),
        ({"mark": ref("stroke9")}, "not_found"),
        ({"id": "short"}, "invalid"),
        ({"mentions": ["nobody"]}, "cannot_see_mark"),
    ],
)
def test_what_is_no_comment(thread: Desk, change: dict, code: str):
    for name in ("comments.open", "comments.reply"):
        thread.refused("m3", name, code, **({"id": ref("comment2"), "mark": MARK, "text": "x"} | change))


def test_a_screen_is_not_mentioned(thread: Desk):
    args = {"id": ref("comment2"), "mark": MARK, "text": "x", "mentions": [thread.person("screen")]}
    thread.refused("m3", "comments.reply", "cannot_see_mark", **args)


def test_letters_are_composed(thread: Desk):
    say(thread, "m1", "comment2", "ê".replace("ê", "e\u0302\u0301"))
    assert texts(thread, "m2")[-1] == "\u1ebf"


def test_a_thread_takes_so_many_answers(thread: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "MOST_REPLIES", 1)
    say(thread, "m1", "comment2")
    assert thread.refused("m1", "comments.reply", "thread_is_full", id=ref("comment3"), mark=MARK, text="x") == {
        "most": 1
    }


def test_one_changes_and_withdraws_ones_own_words_only(thread: Desk):
    for who in ("m1", "chair", "sec"):
        thread.refused(who, "comments.edit", "not_allowed", id=ref("comment1"), text="khác")
        thread.refused(who, "comments.withdraw", "not_allowed", id=ref("comment1"))
    thread.act("m2", "comments.edit", id=ref("comment1"), text="Số liệu quý 4?", mentions=[thread.person("m3")])
    edited = thread.kinds("m1", "comments")[ref("comment1")]
    assert (edited["text"], edited["mentions"]) == ("Số liệu quý 4?", [thread.person("m3")])
    assert edited["edited_at"]
    say(thread, "m1", "comment2", "Đã sửa")
    thread.act("m2", "comments.withdraw", id=ref("comment1"))
    assert texts(thread, "m3") == ["Đã sửa"]
    thread.refused("m2", "comments.withdraw", "not_found", id=ref("comment1"))


def test_with_the_last_comment_the_thread_is_gone_and_may_begin_anew(thread: Desk):
    with thread.happening() as facts:
        thread.act("m2", "comments.withdraw", id=ref("comment1"))
    assert facts == [CommentWithdrawn(comment=ref("comment1"))]
    assert (thread.kinds("m1", "threads"), thread.kinds("m1", "comments")) == ({}, {})
    thread.refused("m1", "comments.reply", "not_found", id=ref("comment2"), mark=MARK, text="x")
    say(thread, "m3", "comment2", reply=False)
    assert thread.kinds("m1", "threads")[MARK]["by"] == thread.person("m3")


def test_it_is_settled_by_those_whom_it_concerns_or_the_desk(thread: Desk):
    thread.refused("m3", "comments.resolve", "not_allowed", mark=MARK)
    with thread.happening() as facts:
        for who in ("m2", "m1", "chair", "sec"):
            thread.act(who, "comments.resolve", mark=MARK)
            settled = thread.kinds("m3", "threads")[MARK]
            assert (settled["state"], settled["resolved_by"]) == ("resolved", thread.person(who))
            thread.refused(who, "comments.resolve", "stale", mark=MARK)
            thread.act(who, "comments.reopen", mark=MARK)
            thread.refused(who, "comments.reopen", "stale", mark=MARK)
    assert facts == [ThreadResolved(mark=MARK), ThreadReopened(mark=MARK)] * 4


def test_what_is_said_after_it_was_settled_opens_it_anew(thread: Desk):
    thread.act("chair", "comments.resolve", mark=MARK)
    say(thread, "m3", "comment2", "Chưa xong")
    assert thread.kinds("m1", "threads")[MARK]["state"] == "open"


def test_with_the_mark_the_thread_is_gone_but_for_the_desk(thread: Desk):
    thread.act("m1", "ink.erase", ids=[MARK])
    for who in ("m1", "m2", "guest", "screen"):
        assert thread.kinds(who, "threads") == thread.kinds(who, "comments") == {}
    for who in ("chair", "sec", "aud"):
        assert thread.kinds(who, "threads")[MARK]["erased"] is True
        assert texts(thread, who) == ["Số liệu quý 3?"]
    thread.refused("m2", "comments.resolve", "not_found", mark=MARK)
    thread.refused("chair", "comments.reply", "not_found", id=ref("comment2"), mark=MARK, text="x")
    thread.act("chair", "comments.resolve", mark=MARK)
    assert thread.kinds("chair", "threads") == thread.kinds("chair", "comments") == {}


def test_what_is_settled_or_private_goes_with_its_mark_entirely(thread: Desk):
    thread.act("m2", "comments.resolve", mark=MARK)
    thread.act("m1", "ink.erase", ids=[MARK])
    thread.draw("m1", "stroke2", private=True)
    thread.act("m1", "comments.open", private=True, id=ref("comment2"), mark=ref("stroke2"), text="x")
    thread.act("m1", "ink.erase", private=True, ids=[ref("stroke2")])
    assert thread.kinds("sec", "threads") == {}
    assert thread.records("m1", thread.notebook_of("m1")) == {}


def test_on_a_paper_that_is_not_for_everybody_it_is_for_the_papers_readers(thread: Desk):
    thread.act("sec", "papers.restrict", id=ref("paper1"), level="ordinary", people=[thread.person("m1")])
    assert thread.kinds("m2", "threads") == thread.kinds("m2", "comments") == {}
    assert texts(thread, "m1") == ["Số liệu quý 3?"]
    thread.refused("m2", "comments.reply", "not_found", id=ref("comment2"), mark=MARK, text="x")
    mentions = [thread.person("m2")]
    args = {"id": ref("comment2"), "mark": MARK, "text": "x"}
    thread.refused("m1", "comments.reply", "cannot_see_mark", mentions=mentions, **args)
    thread.act("sec", "papers.restrict", id=ref("paper1"), level="ordinary")
    assert texts(thread, "m2") == ["Số liệu quý 3?"]


def test_of_a_mark_that_is_for_some_only_they_have_the_thread(marked: Desk):
    mark = {"paper": ref("paper1"), "page": 1, "tool": "pen", "colour": "#112233", "width": 20}
    readers = [f"person:{marked.person('m2')}"]
    marked.act("m1", "ink.draw", id=ref("stroke2"), points=pack([1, 2, 500, 3, 4, 500]), to=readers, **mark)
    said = {"id": ref("comment1"), "mark": ref("stroke2"), "text": "Riêng", "mentions": [marked.person("m2")]}
    for who in ("m3", "chair"):
        marked.refused(who, "comments.open", "not_found", **said)
    marked.refused("m1", "comments.open", "cannot_see_mark", **said | {"mentions": [marked.person("chair")]})
    marked.act("m1", "comments.open", **said)
    assert texts(marked, "m1") == texts(marked, "m2") == ["Riêng"]
    for who in ("m3", "chair", "sec", "aud", "screen"):
        assert marked.kinds(who, "threads") == marked.kinds(who, "comments") == {}
    marked.refused("sec", "comments.resolve", "not_found", mark=ref("stroke2"))
    marked.act("m1", "ink.erase", ids=[ref("stroke2")])
    for who in ("m2", "chair", "sec"):
        assert marked.kinds(who, "threads") == {}


def test_while_the_shared_layer_is_hidden_its_threads_are_too(thread: Desk):
    thread.act("chair", "ink.layer", hidden=True)
    for who in ("m2", "m3", "guest", "screen"):
        assert thread.kinds(who, "threads") == thread.kinds(who, "comments") == {}
    for who in ("m1", "chair", "sec"):
        assert texts(thread, who) == ["Số liệu quý 3?"]
    thread.act("chair", "ink.layer", hidden=False)
    assert texts(thread, "m2") == ["Số liệu quý 3?"]
