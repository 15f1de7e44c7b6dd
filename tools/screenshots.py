"""Play a meeting on the sample data in real browsers, and take pictures of it.

`make screenshots` takes those of the documentation, `python tools/screenshots.py --all` every moment in every look.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.device import Device  # noqa: E402 - found only now
from tests.browser.present import Present  # noqa: E402
from tests.browser.story import DemoHouse, Story  # noqa: E402
from tools.palette import reduced  # noqa: E402

# What a picture of the documentation shows: the moment, and whose screen.
DOCUMENTATION = {
    ("home", "anh"): "home",
    ("edit", "anh"): "edit",
    ("page", "khue"): "chair",
    ("page", "mai"): "member",
    ("page", "screen"): "display",
    ("vote", "mai"): "vote",
}
SIZES = ((1024, 768), (768, 1024), (1440, 900))
THEMES = ("light", "dark")
WALL = (1920, 1080)
# The wall is photographed at a width of 1280.
WALL_SCALE = 2 / 3
PATIENCE_MS = 30_000


def photograph(device: Device) -> bytes:
    """Wait until the page lies still and its letters are there."""
    expect(device.page.locator(".moving")).to_have_count(0)
    device.page.evaluate("document.fonts.ready")
    return device.page.screenshot(animations="disabled")


def keep(picture: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)
    print(f"{path.relative_to(ROOT)}  {len(picture) // 1024} kB")


def for_the_documentation(story: Story) -> None:
    for moment, devices in story.moments():
        for device in devices:
            name = DOCUMENTATION.get((moment, device.who))
            if name:
                if isinstance(device, Present):
                    device.dismisses_notices()
                keep(reduced(photograph(device)), ROOT / "docs" / "pictures" / f"{name}.png")


def in_every_look(story: Story) -> None:
    for moment, devices in story.moments():
        for device in devices:
            for size in (WALL,) if device.who == "screen" else SIZES:
                device.page.set_viewport_size({"width": size[0], "height": size[1]})
                for theme in THEMES:
                    device.page.emulate_media(color_scheme=theme)
                    look = f"{size[0]}x{size[1]}-{theme}-{story.locale}"
                    keep(photograph(device), ROOT / "var" / "pictures" / f"{moment}-{device.who or 'door'}-{look}.png")
            width, height = device.size
            device.page.set_viewport_size({"width": width, "height": height})


def tell(browser: Browser, locale: str, *, everything: bool) -> None:
    """Tell the story once, from the beginning."""
    with tempfile.TemporaryDirectory() as folder:
        house = DemoHouse(Path(folder))
        story = Story(house, browser, locale, WALL_SCALE)
        try:
            (in_every_look if everything else for_the_documentation)(story)
        finally:
            story.close()
            house.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every moment, size, theme and language, to var/pictures")
    everything = parser.parse_args().all
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        path = os.environ.get("TEST_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--lang=vi"])
        for locale in ("vi", "en") if everything else ("vi",):
            tell(browser, locale, everything=everything)
        browser.close()


main()
