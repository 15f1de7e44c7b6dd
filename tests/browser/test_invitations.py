"""Inviting, with a real mail server: a secretary sends, a guest answers from the e-mail without an account."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from icabinet.people.mail import set_address
from tests.browser.device import Device
from tests.browser.house import House
from tests.browser.secretary import Secretary
from tests.live.server import Server
from tests.post.mailbox import Mailbox, part

TITLE = "Phiên họp bất thường"
DUNG = "dung@example.vn"


class PostingServer(Server):
    """A server that sends e-mail."""

    mailbox: Mailbox

    def environment(self) -> dict[str, str]:
        where = {"ICABINET_SMTP_URL": self.mailbox.url, "ICABINET_MAIL_FROM": "moi@example.vn"}
        return super().environment() | where


class PostingHouse(House):
    """A house whose guest has an e-mail address."""

    def serve(self, data_dir: Path) -> Server:
        with self._app.app_context():
            set_address(self.people["dung"], DUNG)
        return PostingServer(data_dir)


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    mailbox = PostingServer.mailbox = Mailbox().start()
    yield mailbox
    mailbox.close()


@pytest.fixture(scope="module")
def house(browser: Browser, mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = PostingHouse(tmp_path_factory.mktemp("posting"))
    yield house
    house.close()


def test_a_guest_is_invited_answers_from_the_e_mail_and_hears_that_it_is_called_off(house, sit_down, mailbox):
    meeting = house.meeting(TITLE)
    ha = sit_down(Secretary, "ha")
    ha.opens(f"/meetings/{meeting.id}/edit")
    ha.press("Invitations")
    ha.tap(ha.page.get_by_test_id("send"))
    expect(ha.page.get_by_test_id("send")).to_have_count(0)
    message = mailbox.wait_for(DUNG)
    assert TITLE in message["Subject"]
    assert part(message, "application/pdf").startswith(b"%PDF")
    found = re.search(r"http://[^/]+(/meetings/\S+)", part(message, "text/plain"))
    assert found

    guest = sit_down(Device, size=(390, 844))
    guest.opens(found[1])
    expect(guest.page.get_by_role("heading", name=TITLE)).to_be_visible()
    form = guest.page.locator("#answer")
    expect(form.get_by_label(guest.say("Why"))).to_be_hidden()
    form.get_by_role("radio", name=guest.say("I will not come")).check()
    form.get_by_label(guest.say("Why")).fill("Đi công tác")
    guest.press("Send the answer")
    expect(guest.page.get_by_test_id("said")).to_contain_text(guest.say("Will not come"))

    ha.reloads()
    line = ha.page.get_by_test_id("guest").filter(has_text="Lý Thế Dũng")
    expect(line).to_contain_text("Đi công tác")
    ha.tap(ha.page.locator("#call-off > summary"))
    ha.page.locator("#call-off-reason").fill("Bão số 5")
    ha.tap(ha.page.locator("#call-off").get_by_role("button"))
    ha.sees("Called off: %(reason)s", reason="Bão số 5")
    off = mailbox.wait_for(DUNG, 2)
    assert "METHOD:CANCEL" in part(off, "text/calendar")
    guest.reloads()
    guest.sees("Called off: %(reason)s", reason="Bão số 5")
