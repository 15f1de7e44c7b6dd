"""The rules of comments, as a specification."""

import pytest

from icabinet.comments import rules
from icabinet.errors import Invalid, NotAllowed, Stale


def test_a_thread_takes_two_hundred_replies_beside_the_first_comment():
    rules.check_room(0)
    rules.check_room(rules.MOST_REPLIES)
    with pytest.raises(rules.ThreadIsFull):
        rules.check_room(rules.MOST_REPLIES + 1)


def test_only_who_sees_the_mark_is_mentioned_and_each_once():
    assert rules.mentioned(["an", "binh", "an"], {"an", "binh", "cuong"}) == ["an", "binh"]
    with pytest.raises(rules.CannotSeeMark):
        rules.mentioned(["an", "dung"], {"an", "binh"})
    with pytest.raises(Invalid):
        rules.mentioned(["an"] * (rules.MOST_MENTIONS + 1), {"an"})


def test_a_comment_is_changed_by_who_wrote_it_only():
    rules.check_is_own("an", "an")
    with pytest.raises(NotAllowed):
        rules.check_is_own("an", "binh")


def test_a_thread_is_settled_by_those_whom_it_concerns_or_by_the_desk():
    rules.check_may_settle("an", ("an", "binh"), any_thread=False)
    rules.check_may_settle("chair", ("an", "binh"), any_thread=True)
    with pytest.raises(NotAllowed):
        rules.check_may_settle("cuong", ("an", "binh"), any_thread=False)


def test_what_is_settled_already_is_not_settled_again():
    rules.check_state("mark", "open", rules.OPEN)
    with pytest.raises(Stale):
        rules.check_state("mark", "resolved", rules.OPEN)
