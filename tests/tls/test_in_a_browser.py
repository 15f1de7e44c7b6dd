"""A browser that has the authority installed, as a tablet after the page's steps: a secure context, no warning."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import ALONE, DEBIAN, PATIENCE_MS, QUIET
from tests.browser.test_accessibility import violations
from tests.live.conftest import Room
from tests.live.world import PASSWORD

LOOKED_UP = ALONE + ", EXCLUDE localhost"


def install(authority: str, home: Path) -> None:
    """Have Chromium trust the authority: its own list of authorities lies in the home of whoever runs it."""
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    for words in (["-N", "--empty-password"], ["-A", "-n", "I-Cabinet", "-t", "C,,", "-i", authority]):
        subprocess.run(["certutil", "-d", f"sql:{store}", *words], check=True, capture_output=True)


@pytest.fixture
def page(room: Room, home: dict[str, str], playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Page]:
    chromium = os.environ.get("TEST_CHROMIUM") or DEBIAN
    if not Path(chromium).exists() or shutil.which("certutil") is None:
        pytest.skip("Chromium and certutil (libnss3-tools) are needed")
    if getattr(request, "param", True):
        install(room.server.ca, Path(home["HOME"]))
    browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, LOOKED_UP], env=home)
    page = browser.new_context(base_url=room.server.url, locale="vi-VN").new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    browser.close()


def test_a_meeting_in_a_secure_context(room: Room, page: Page) -> None:
    page.goto(f"/sign-in?next=/meetings/{room.world.meeting}")
    page.locator("input[name=login]").fill("m1")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button.primary").click()
    expect(page.locator("[data-test=connection]")).to_have_text("Đã kết nối", timeout=PATIENCE_MS)
    assert page.evaluate("[window.isSecureContext, location.protocol, typeof crypto.subtle]") == [
        True, "https:", "object",
    ]  # fmt: skip
    names = [cookie["name"] for cookie in page.context.cookies() if cookie["secure"] and cookie["httpOnly"]]
    assert "__Host-icabinet" in names


def test_from_the_page_without_tls_one_comes_to_the_one_with_it(room: Room, page: Page) -> None:
    page.goto(f"{room.server.plain_url}/tls?lang=en")
    page.get_by_text("Windows", exact=True).click()
    expect(page.get_by_text("Trusted Root Certification Authorities")).to_be_visible()
    page.get_by_role("link", name="Open I-Cabinet").click()
    expect(page).to_have_url(f"{room.server.url}/sign-in")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)])
def test_the_page_can_be_read_by_everybody(room: Room, page: Page, theme: str, size: tuple[int, int]) -> None:
    device = SimpleNamespace()
    context = page.context.browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, bypass_csp=True
    )
    device.page = context.new_page()
    device.page.goto(f"{room.server.plain_url}/tls")
    for steps in device.page.locator("details").all():
        steps.evaluate("one => { one.open = true; }")
    assert violations(device) == []
    assert device.page.evaluate("document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize("page", [False], indirect=True)
def test_without_the_authority_the_browser_does_not_go_there(room: Room, page: Page) -> None:
    with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto("/sign-in")
