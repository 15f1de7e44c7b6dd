"""The floor on real screens: asked from a page, called, interrupted, and one clock for all, whatever theirs say."""

from tests.browser.display import Display
from tests.browser.house import ITEMS
from tests.browser.people import Member
from tests.browser.test_accessibility import INSPECTED, violations

# Somebody has set this tablet's clock: two hours late, a week early.
SKEWS_MS = (-7_200_000, 604_800_000)
AGREE_MS = 100
SECONDS = 5


def skew(device, ms: int) -> None:
    """Let a device believe that it is another time, in every script it runs."""
    device.context.add_init_script(
        f"const Real = Date; globalThis.Date = class extends Real {{"
        f" constructor(...given) {{ super(...(given.length ? given : [Real.now() + {ms}])); }}"
        f" static now() {{ return Real.now() + {ms}; }} }};"
    )


def test_asked_from_a_page_called_and_interrupted(enter):
    look = INSPECTED | {"color_scheme": "dark"}
    chair, binh = enter("an", **look), enter("binh", **look)
    cuong = enter("cuong", size=(768, 1024), **look)
    chair.opens_item(ITEMS[1])
    binh.opens_paper()
    binh.turns_to(3)
    binh.asks_with_form(subject="Giá nước sạch")
    cuong.raises_hand()
    chair.sees_waiting("binh")
    chair.sees_queue("binh", "cuong")
    chair.moves_down("binh")
    for one in (chair, cuong):
        one.sees_queue("cuong", "binh")
    chair.drags_before("binh", "cuong")
    cuong.sees_queue("binh", "cuong")
    assert violations(chair) == []
    chair.calls_next()
    for one in (chair, cuong):
        one.sees_page(3)
        one.sees_speaker("binh")
    cuong.withdraws()
    cuong.asks_with_form(kind="Interposed question")
    assert violations(cuong) == []
    chair.calls_next()
    cuong.has_the_floor()
    chair.sees_interrupted("binh")
    assert violations(chair) == []
    chair.ends_speech()
    binh.has_the_floor()


def test_one_clock_for_all_screens(enter, sit_down, meeting):
    chair = enter("an")
    binh, wall = sit_down(Member, "binh", new=True), sit_down(Display, "screen", new=True)
    for one, ms in zip((binh, wall), SKEWS_MS, strict=True):
        skew(one, ms)
    for one in (binh, wall):
        one.enters(meeting)
    binh.raises_hand()
    chair.calls_next()
    binh.has_the_floor()
    wall.sees_speaker("binh")
    for one in (chair, binh, wall):
        one.notes_clock()
    turns = [one.noted_clock(SECONDS) for one in (chair, binh, wall)]
    # When each screen turned to the same second, in the machine's own time. One late drawing says nothing of a clock.
    same = turns[0].keys() & turns[1].keys() & turns[2].keys()
    spreads = sorted(max(at) - min(at) for at in ([turn[text] for turn in turns] for text in same))
    assert len(spreads) > 2
    assert spreads[len(spreads) // 2] <= AGREE_MS, spreads
