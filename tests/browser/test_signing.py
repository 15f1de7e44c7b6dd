"""Signing in the browser: the secretary with a file and a picture, then the chair; the minutes say so to everybody."""

import io
from pathlib import Path
from urllib.parse import urlsplit

import pymupdf
from PIL import Image
from playwright.sync_api import expect

from tests.browser.device import Device
from tests.browser.secretary import Secretary
from tests.signing.authority import PASSWORD, Authority


def hand(path: Path) -> Path:
    drawn = io.BytesIO()
    Image.new("RGBA", (300, 120), (20, 40, 200, 255)).save(drawn, "PNG")
    path.write_bytes(drawn.getvalue())
    return path


def signs(device: Device, key: Path, password: str) -> None:
    page = device.page
    page.get_by_label(device.say("Certificate file with the key (.p12, .pfx)")).set_input_files(key)
    page.get_by_label(device.say("Password of the file"), exact=True).fill(password)
    device.press("Sign")


def test_secretary_and_chair_sign_the_minutes(house, sit_down, tmp_path):
    authority, keys = Authority(), {}
    for who, name in (("ha", "Trần Thị Hà"), ("an", "Nguyễn Văn An")):
        keys[who] = tmp_path / f"{who}.p12"
        keys[who].write_bytes(authority.file(authority.give(name)))
    meeting = house.meeting("Phiên họp có chữ ký").starts()
    meeting.does("meetings.end")
    ha, an = sit_down(Secretary, "ha"), sit_down(Device, "an", size=(768, 1024), locale="en")
    ha.opens(f"/meetings/{meeting.id}/documents")
    ha.press("Draft the minutes")
    ha.page.wait_for_url("**/edit")
    place = urlsplit(ha.page.url).path.removesuffix("/edit")
    ha.opens(place)
    ha.press("Issue the document")

    secretary, chair = (ha.page.locator(f"[data-place={name}]") for name in ("secretary", "chair"))
    signs(ha, keys["ha"], "wrong")
    expect(ha.page.locator(".notice.danger")).to_contain_text(ha.say("The password or PIN does not open the key."))
    expect(secretary).to_contain_text(ha.say("Not signed yet"))
    ha.page.get_by_label(ha.say("Picture of the signature")).first.set_input_files(hand(tmp_path / "hand.png"))
    signs(ha, keys["ha"], PASSWORD)
    expect(secretary).to_contain_text("Trần Thị Hà")
    expect(ha.page.get_by_test_id("sheet").locator(".signed")).to_contain_text("Trần Thị Hà")
    expect(chair).to_contain_text(ha.say("Not signed yet"))

    an.opens(place)
    signs(an, keys["an"], PASSWORD)
    expect(an.page.locator("[data-place=chair]")).to_contain_text("Nguyễn Văn An")
    binh = sit_down(Device, "binh")
    binh.opens(place)
    with binh.page.expect_download() as download:
        binh.page.get_by_test_id("pdf").click()
    with pymupdf.open(download.value.path()) as file:
        said = "".join(widget.field_name for sheet in file for widget in sheet.widgets())
        assert said == "Thu-kyChu-toa"
    binh.page.get_by_role("link", name=binh.say("Check the signatures")).click()
    expect(binh.page.locator("[data-verdict=unknown]")).to_have_count(2)
