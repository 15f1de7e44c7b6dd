"""At the door: a code that is used once, a password, and a session that ends from afar."""

from tests.browser.people import Member
from tests.browser.secretary import Visitor

TITLE = "Phiên họp thường kỳ tháng 12"


def test_a_scanned_code_signs_in_once(sit_down, meeting):
    code = meeting.code_for("binh")
    binh, stranger = sit_down(Visitor), sit_down(Visitor)
    binh.joins_by_link(code)
    binh.is_in_room(TITLE)
    stranger.expects_complaint("status of 404")
    stranger.joins_by_typing(code)
    stranger.sees("This code is wrong, has been used, or has expired. Ask the secretary for a new one.")


def test_a_typed_code_may_look_as_on_the_card(sit_down, meeting):
    code = meeting.code_for("cuong")
    cuong = sit_down(Visitor)
    cuong.joins_by_typing(f" {code[:5].upper()}-{code[5:].upper()} ")
    cuong.is_in_room(TITLE)


def test_a_password_and_a_session_ended_from_another_device(sit_down, meeting):
    first, second = sit_down(Visitor), sit_down(Visitor)
    first.opens(f"/meetings/{meeting.id}")
    first.signs_in("dung")
    first.is_in_room(TITLE)
    second.signs_in("dung")
    second.is_signed_in()
    second.ends_other_session()
    first.is_turned_away()
    first.expects_complaint("status of 401")
    first.press("Try again")
    first.sees("Sign in")


def test_a_wrong_password_is_refused_in_words(sit_down):
    dung = sit_down(Visitor)
    dung.expects_complaint("status of 401")
    dung.signs_in("dung", "khong phai")
    dung.sees("Sign-in name and password do not fit.")


def test_the_room_has_announced_all_its_scripts(sit_down, meeting):
    """Else a tablet asks for them in as many rounds as their imports are deep."""
    member, asked = sit_down(Member, "binh", new=True), set()
    member.page.on("request", lambda request: asked.add(request.url))
    member.enters(meeting)
    announced = set(
        member.page.evaluate("[...document.querySelectorAll('link[rel=modulepreload]')].map(({href}) => href)")
    )
    assert len(announced) > 100
    assert announced == {url for url in asked if url.endswith(".js")}


def test_a_script_that_is_lost_on_the_way_is_asked_for_again(sit_down, meeting):
    binh = sit_down(Member, "binh", new=True)
    binh.expects_complaint("ERR_FAILED")
    binh.page.route("**/live/frame.js", lambda route: route.abort(), times=1)
    binh.enters(meeting)
