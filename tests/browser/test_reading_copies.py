"""Papers that are not quite the original, or not the latest: the reader says so, and leads to what is."""

import pytest
from playwright.sync_api import expect

from tests.browser.documents import letter, report, with_cover
from tests.browser.house import PAGES, PAPER, House
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
def house(browser, tmp_path_factory):
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


def test_a_newer_version_is_offered_with_the_ink_and_the_older_one_can_still_be_read(enter, meeting):
    (paper,) = meeting.all("papers")
    binh = enter("binh")
    binh.opens_paper()
    binh.turns_to(2)
    binh.draws_stroke(shared=False)
    binh.press("Move the page")
    meeting.replaces(paper["id"], f"{PAPER} (2).pdf", with_cover(report(PAPER, PAGES)))
    binh.sees("There is a newer version of this paper.")
    binh.sees_page(2)

    binh.press("Open it with my ink")
    binh.sees("Version {n} of this paper.", n=2)
    # A page has come before it.
    binh.sees_page(3)
    binh.sees_strokes(1)
    binh.looks_at("Agenda")
    expect(binh.test("agenda-paper")).to_have_count(1)

    binh.press("Open the version before")
    binh.sees("There is a newer version of this paper.")
    binh.sees_page(2)
    binh.sees_strokes(1)
