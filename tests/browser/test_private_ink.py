"""Private ink is seen by its writer, on every device of theirs, and told to nobody else."""

from tests.browser.house import ITEMS


def test_private_ink_stays_with_its_writer(enter, meeting):
    chair, binh, cuong = enter("an"), enter("binh"), enter("cuong")
    chair.opens_item(ITEMS[1])
    chair.opens_paper()
    chair.shows_page(2)
    binh.sees_page(2)
    cuong.sees_page(2)

    binh.draws_stroke(shared=False)
    # What is shared afterwards arrives, so what is private would have arrived before.
    binh.draws_stroke(shared=True)
    cuong.sees_strokes(1)
    chair.sees_strokes(1)
    for who in ("an", "cuong", "ha", "screen"):
        assert [stroke["shared"] for stroke in meeting.all("strokes", who)] == [True]

    binh.reloads()
    binh.sees_strokes(2)
    second = enter("binh", size=(768, 1024))
    second.sees_page(2)
    second.sees_strokes(2)


def test_a_stroke_is_taken_back_and_drawn_again(enter, meeting):
    binh, cuong = enter("binh"), enter("cuong")
    for one in (binh, cuong):
        one.opens_paper()
    binh.draws_stroke(shared=True)
    cuong.sees_strokes(1)
    binh.press("Undo")
    cuong.sees_strokes(0)
    binh.press("Redo")
    cuong.sees_strokes(1)
    assert len(meeting.all("strokes")) == 1
