"""Marks leave the house in a copy, those that came in with a file can be read, and those that stay behind are named."""

import re

import pymupdf
from playwright.sync_api import expect

from tests.browser.documents import annotated, report
from tests.browser.house import PAGES, PAPER
from tests.browser.test_accessibility import INSPECTED, violations

NOTED, NOTE = "Dự thảo nghị quyết", "Đề nghị bổ sung số liệu"


def test_a_copy_with_marks_is_taken_away(enter, meeting):
    binh = enter("binh", **INSPECTED)
    binh.opens_paper()
    binh.draws_stroke(shared=False)
    binh.press("Move the page")
    binh.press("How pages are shown")
    binh.press("Copy with marks")
    dialog = binh.test("annotated")
    expect(dialog.get_by_role("radio", name=binh.say("Mine and those shared with me"))).to_be_checked()
    assert violations(binh) == []
    dialog.get_by_text(binh.say("Only mine")).click()
    with binh.page.expect_download() as download:
        binh.tap(binh.test("take-copy"))
    binh.sees("The copy is among your downloads.")
    assert download.value.suggested_filename == f"{PAPER} (có ghi chú).pdf"
    with pymupdf.open(download.value.path(), filetype="pdf") as copy:
        assert [(annot.type[1], annot.info["title"]) for annot in copy[0].annots()] == [("Ink", "Lê Thị Bình")]


def test_what_stands_written_in_a_file_can_be_read(enter, meeting):
    meeting.files(meeting.items()[0], f"{NOTED}.pdf", annotated(NOTED, PAGES, NOTE))
    binh = enter("binh", **INSPECTED)
    binh.opens_paper(NOTED)
    binh.press("How pages are shown")
    binh.press("Notes in the file ({n})", n=2)
    panel = binh.test("in-file")
    expect(panel.get_by_test_id("in-file-entry")).to_have_count(2)
    assert violations(binh) == []
    binh.tap(panel.get_by_text(NOTE))
    binh.sees_page(2)
    expect(binh.page.locator(".page-in-file > .looked-at")).to_have_count(1)
    picture = binh.current_page.locator(".page-image img")
    expect(picture).to_have_attribute("src", re.compile(r"[^e]$"))
    binh.press("Show them on the pages", panel)
    expect(picture).to_have_attribute("src", re.compile("&bare$"))
    expect(binh.test("on-the-pages")).to_have_attribute("aria-pressed", "false")
    binh.reloads()
    expect(binh.current_page.locator(".page-image img")).to_have_attribute("src", re.compile("&bare$"))
    binh.press("How pages are shown")
    binh.press("Notes in the file ({n})", n=2)
    binh.press("Show them on the pages", panel)
    expect(picture).to_have_attribute("src", re.compile(r"[^e]$"))
    binh.press("Close", panel)
    expect(binh.page.locator(".page-in-file")).to_have_count(0)


def test_marks_that_did_not_come_along_are_named_with_the_way_to_them(enter, meeting):
    (paper,) = meeting.all("papers")
    binh = enter("binh")
    binh.opens_paper()
    binh.turns_to(2)
    binh.draws_stroke(shared=False)
    binh.press("Move the page")
    meeting.replaces(paper["id"], f"{PAPER} (2).pdf", report(f"{PAPER} bổ sung", PAGES))
    binh.press("Open the new version")
    stayed = binh.test("stayed")
    expect(stayed).to_contain_text(binh.say("1 mark stayed on version {n}:", n=1))
    binh.press("page {page}", stayed, page=2)
    binh.sees("There is a newer version of this paper.")
    binh.sees_page(2)
    binh.sees_strokes(1)
