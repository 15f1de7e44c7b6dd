"""Which pages are as they were: in order, by key and by how dark their fields are."""

import base64

from icabinet.papers.likeness import unchanged


def page(key: str, *fields: int) -> str:
    return f"{key} {base64.b64encode(bytes(fields or (200, 200, 200, 200))).decode()}"


A, B, C = page("a"), page("b"), page("c")


def test_the_same_pages_are_unchanged():
    assert unchanged([A, B, C], [A, B, C]) == [1, 2, 3]


def test_an_inserted_page_moves_the_others():
    assert unchanged([A, B], [A, page("new"), B]) == [1, 0, 2]


def test_a_page_taken_out_leaves_the_others():
    assert unchanged([A, B, C], [A, C]) == [1, 3]


def test_of_two_that_were_swapped_one_has_changed():
    assert min(unchanged([A, B], [B, A])) == 0


def test_a_little_lighter_is_the_same_and_a_stamp_is_not():
    assert unchanged([page("a", 200, 200, 200, 200)], [page("a", 202, 199, 200, 200)]) == [1]
    assert unchanged([page("a", 200, 200, 200, 200)], [page("a", 170, 200, 200, 200)]) == [0]


def test_everything_a_little_darker_is_another_page():
    assert unchanged([page("a", 200, 200, 200, 200)], [page("a", 195, 195, 195, 195)]) == [0]


def test_each_old_page_is_found_once():
    assert unchanged([A], [A, A]) in ([1, 0], [0, 1])


def test_what_cannot_be_read_is_like_nothing():
    assert unchanged(["", A], ["", A]) == [0, 2]


def test_pages_of_other_proportions_are_others():
    assert unchanged([page("a", 200, 200)], [page("a", 200, 200, 200)]) == [0]
