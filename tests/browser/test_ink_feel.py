"""The pen on the page: it writes whatever else happens, and only it does; others see the stroke grow."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.handwriting import hand
from icabinet.ink.packing import unpack
from tests.browser.house import ITEMS
from tests.browser.pen import Fingers, Pen

SETTLED = Path(__file__).with_name("settled.js").read_text()
# What antialiasing may make of an edge that is drawn twice.
HARDLY_SEEN = 16
# How large a window onto the pages is, and what one may see of the page beside it, in canvases.
A_FEW_WINDOWS = 6


@pytest.fixture
def written(enter):
    """Somebody at a page of the paper with a pen in hand, writing for everybody."""
    binh = enter("binh")
    binh.opens_paper()
    binh.sees_page(1)
    binh.press("Shared")
    binh.press("Pen")
    return binh


def middle_of(device):
    box = device.page.locator(".reader-window").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def line(start, number, step=6.0):
    return [(start[0] + step * at, start[1] + 4 * (at % 3)) for at in range(number)]


def test_a_hand_raised_by_somebody_else_does_not_break_a_stroke(written, enter, meeting):
    cuong, chair = enter("cuong"), enter("an")
    cuong.opens_paper()
    points = line(middle_of(written), 20)
    pen = Pen(written)
    pen.touches(points[0])
    pen.goes(points[1:10])
    growing = cuong.current_page.locator("canvas.growing")
    expect(growing).to_have_count(1)

    cuong.raises_hand()
    chair.opens_item(ITEMS[1])
    written.sees_item(ITEMS[1])
    chair.sees_waiting("cuong")

    pen.goes(points[10:])
    pen.leaves()
    for one in (written, cuong):
        one.sees_strokes(1)
    (stroke,) = meeting.all("strokes", "cuong")
    width = written.current_page.bounding_box()["width"]
    xs = unpack(stroke["points"])[::3]
    assert (xs[-1] - xs[0]) * width / 10_000 == pytest.approx(points[-1][0] - points[0][0], abs=2)


def test_a_pen_presses_a_palm_does_nothing_and_a_finger_moves_the_page(written, meeting):
    x, y = middle_of(written)
    pen, palm, finger = Pen(written), Fingers(written, breadth=90), Fingers(written)
    where = written.current_page.bounding_box()
    pen.touches((x, y), force=0.1)
    pen.goes(line((x, y), 8), force=0.3)
    palm.touch((x + 60, y + 90))
    palm.move((x + 66, y + 40))
    pen.goes(line((x + 48, y), 8), force=0.9)
    palm.leave()
    pen.leaves()
    palm.drag((x, y + 80), (30, -60))
    written.sees_strokes(1)
    assert written.current_page.bounding_box() == where
    (stroke,) = meeting.all("strokes", "binh")
    pressures = unpack(stroke["points"])[2::3]
    assert min(pressures) <= 300
    assert max(pressures) == 900

    for _ in range(40):  # half a second after the pen a finger is one again
        finger.drag((x, y + 60), (0, -40))
        if written.current_page.bounding_box()["y"] < where["y"] - 20:
            break
    assert written.current_page.bounding_box()["y"] < where["y"] - 20
    written.sees_strokes(1)


def test_a_growing_stroke_of_somebody_who_is_cut_off_goes_and_is_solid_later(written, enter):
    cuong = enter("cuong")
    cuong.opens_paper()
    growing = cuong.current_page.locator("canvas.growing")
    pen = Pen(written)
    start = middle_of(written)
    pen.touches(start)
    pen.goes(line(start, 12))
    expect(growing).to_have_count(1)
    written.loses_network()
    pen.goes(line((start[0] + 72, start[1]), 6))
    pen.leaves()
    expect(growing).to_have_count(0)
    written.gets_network_back()
    cuong.sees_strokes(1)
    written.sees_strokes(1)


def test_ink_is_as_sharp_as_the_screen_and_pages_out_of_sight_take_no_memory(enter, meeting):
    binh = enter("binh", device_scale_factor=2)
    binh.opens_paper()
    binh.draws_stroke(shared=False)
    assert sharpness(binh) == pytest.approx(1, abs=0.01)
    for _ in range(6):
        binh.press("Larger")
    binh.sees_page_at_rest()
    expect(binh.current_page.locator(".ink.settled[data-drawing]")).to_have_count(0)
    assert sharpness(binh) == pytest.approx(1, abs=0.01)
    assert pixels(binh) < A_FEW_WINDOWS * 4 * 1024 * 768
    binh.press("Fit the width")
    binh.scrolls_to(4)
    binh.sees_page_at_rest()
    assert pixels(binh) < 100


def test_ink_drawn_in_slices_looks_like_ink_drawn_at_once(enter):
    binh = enter("binh")
    strokes = [
        {
            "id": f"s{at}",
            "tool": "highlighter" if at % 9 == 0 else "pen",
            "colour": ("#123f9c", "#c01a1f", "#ffe45c")[at % 3],
            "width": 200 if at % 9 == 0 else 28,
            "points": hand(30, at, 500 + 37 * (at % 200), 400 + 900 * (at % 13)),
        }
        for at in range(600)
    ]
    found = binh.page.evaluate(SETTLED, {"strokes": strokes, "ratio": 1.4142})
    assert found["early"]
    assert found["wasInSlices"]
    assert len(found["pictures"]) == 2
    assert max(found["pictures"]) <= HARDLY_SEEN
    assert found["strokes"] == 600 - 86
    assert found["left"] == 0


def sharpness(device):
    """Return how many pixels of the last picture of the page's ink come to one of the screen."""
    return device.current_page.locator(".ink.settled > canvas").last.evaluate(
        "canvas => canvas.width / (canvas.getBoundingClientRect().width * devicePixelRatio)"
    )


def pixels(device):
    return device.page.evaluate(
        "[...document.querySelectorAll('canvas')].reduce((sum, canvas) => sum + canvas.width * canvas.height, 0)"
    )
