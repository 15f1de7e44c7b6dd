"""Papers that are not quite the original, or not the latest: the reader says so, and leads to what is."""

import pytest
from playwright.sync_api import expect

from tests.browser.documents import letter
from tests.browser.house import House
from tests.live.server import Server

LETTER = "Tờ trình"


class WithoutOffice(Server):
    """A server that sets Word files by itself."""

    def environment(self):
        return super().environment() | {"ICABINET_OFFICE": "off"}


class PlainHouse(House):
    def serve(self, data_dir):
        return WithoutOffice(data_dir)


@pytest.fixture(scope="module")
def house(browser, tmp_path_factory):  # noqa: ARG001 - there must be one before people are asked in
    house = PlainHouse(tmp_path_factory.mktemp("house"))
    yield house
    house.close()


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_a_copy_to_be_read_says_so_and_offers_the_original(enter, meeting, locale):
    original = letter()
    meeting.files(meeting.items()[0], f"{LETTER}.docx", original)
    binh = enter("binh", locale=locale)
    binh.opens_paper(LETTER)
    binh.sees("Reading copy: the layout may differ from the original.")
    with binh.page.expect_download() as download:
        binh.press("Download the original")
    assert download.value.path().read_bytes() == original
    binh.press("Close this notice")
    expect(binh.test("reading-copy")).to_have_count(0)
