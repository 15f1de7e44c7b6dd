"""The rules of meetings and papers, as a specification."""

import pytest

from icabinet.errors import Invalid, Stale
from icabinet.meetings import rules as meetings
from icabinet.papers import rules as papers


@pytest.mark.parametrize("state", ["live", "ended"])
def test_a_meeting_starts_once(state):
    with pytest.raises(Stale):
        meetings.check_may_start(state, "m")


@pytest.mark.parametrize("state", ["planned", "ended"])
def test_only_a_live_meeting_ends(state):
    with pytest.raises(Stale):
        meetings.check_may_end(state, "m")


@pytest.mark.parametrize("role", ["chair", "member"])
def test_chair_and_members_may_be_entitled_to_vote(role):
    meetings.check_role(role, entitled=True)


@pytest.mark.parametrize("role", ["secretary", "guest", "display", "auditor"])
def test_nobody_else_is(role):
    meetings.check_role(role, entitled=False)
    with pytest.raises(Invalid):
        meetings.check_role(role, entitled=True)


@pytest.mark.parametrize("role", ["system", "king", ""])
def test_other_parts_do_not_exist(role):
    with pytest.raises(Invalid):
        meetings.check_role(role, entitled=False)


def test_a_meeting_keeps_a_secretary():
    meetings.check_keeps_secretary("an", {"an": "secretary", "binh": "secretary"})
    with pytest.raises(meetings.LastSecretary):
        meetings.check_keeps_secretary("an", {"an": "secretary", "binh": "chair"})


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "zoom.us"])
def test_only_web_addresses_stand_behind_the_button(url):
    with pytest.raises(Invalid):
        meetings.check_online_url(url)


@pytest.mark.parametrize("url", ["", "https://meet.example.vn/1", "http://10.0.0.1/x"])
def test_web_addresses_and_none_do(url):
    assert meetings.check_online_url(url) == url


@pytest.mark.parametrize("starts_at", [-1, 7_258_118_400_000, 10**30])
def test_meetings_are_in_our_times(starts_at):
    with pytest.raises(Invalid):
        meetings.check_starts_at(starts_at)


@pytest.mark.parametrize("state", ["uploaded", "converting", "failed"])
def test_only_a_ready_paper_is_shown_or_drawn_on(state):
    with pytest.raises(papers.PaperNotReady):
        papers.check_page("p", state, 1, 3)


@pytest.mark.parametrize("page", [0, 4, -1, 10**12])
def test_only_pages_that_exist_are(page):
    papers.check_page("p", "ready", 3, 3)
    with pytest.raises(papers.NoSuchPage):
        papers.check_page("p", "ready", page, 3)


@pytest.mark.parametrize("state", ["ready", "failed"])
def test_what_is_done_is_not_converted_again(state):
    with pytest.raises(Stale):
        papers.check_may_convert("p", state)


def test_only_what_failed_is_tried_again():
    papers.check_may_retry("p", "failed")
    with pytest.raises(Stale):
        papers.check_may_retry("p", "ready")
