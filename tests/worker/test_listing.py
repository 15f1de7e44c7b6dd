"""What a file has written on its pages is listed within bounds, whatever the file says."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from icabinet.worker.annotations import listing
from icabinet.worker.annotations.listing import annotations

Objects = dict[int, bytes]
NOTE = "/Type/Annot/Subtype/Text/Rect[100 700 120 720]"


@pytest.fixture
def noted(raw_pdf: Callable[[Objects], str]) -> Callable[..., list[dict[str, Any]]]:
    """Give what is listed of a page with these annotations."""

    def listed(*annots: str, page: str = "", **objects: bytes) -> list[dict[str, Any]]:
        kids = " ".join(f"<<{annot}>>" for annot in annots)
        path = raw_pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 1000]{page or f'/Annots[{kids}]'}>>".encode(),
                **{int(number[1:]): content for number, content in objects.items()},
            }
        )
        return annotations(path)["pages"].get("1", [])

    return listed


def test_who_says_what_and_when_is_listed_with_its_place(noted: Callable[..., list[dict[str, Any]]]):
    said = "/T(Lan)/Contents(Thong nhat\\rvoi  du thao)/M(D:20261125140500+07'00')"
    assert noted(NOTE + said) == [
        {
            "kind": "Text",
            "boxes": [[2000, 5600, 2400, 6000]],
            "by": "Lan",
            "at": 1_795_590_300_000,
            "text": "Thong nhat\nvoi du thao",
        }
    ]


def test_what_is_said_with_its_looks_alone_is_read_without_them(noted: Callable[..., list[dict[str, Any]]]):
    rich = '/RC(<?xml version="1.0"?><body><p>Thong <b>nhat</b> &amp;</p><p>du thao</p></body>)'
    (found,) = noted("/Subtype/FreeText/Rect[100 700 120 720]/DA(/Helv 12 Tf)" + rich)
    assert (found["kind"], found["text"]) == ("FreeText", "Thong nhat &\ndu thao")


def test_what_marks_text_lies_line_by_line(noted: Callable[..., list[dict[str, Any]]]):
    quads = "100 900 200 900 100 880 200 880 50 870 200 870 50 850 200 850"
    (found,) = noted(f"/Subtype/Highlight/Rect[50 850 200 900]/QuadPoints[{quads}]")
    assert found["boxes"] == [[2000, 2000, 4000, 2400], [1000, 2600, 4000, 3000]]


@pytest.mark.parametrize(
    "annot",
    [
        "/Type/Annot/Rect[100 700 120 720]",
        "/Subtype/Link/Rect[100 700 120 720]",
        "/Subtype/Widget/Rect[100 700 120 720]",
        "/Subtype/Popup/Rect[100 700 120 720]",
        f"{NOTE}/F 2",
        f"{NOTE}/F 32",
        "/Subtype/Text",
        "/Subtype/Text/Rect[1 2 3]",
        "/Subtype/Text/Rect[99999999 0 99999999 9]",
        "/Subtype/Text/Rect/No",
        "/Subtype 5/Rect[0 0 1 1]",
    ],
)
def test_what_is_no_mark_or_is_not_to_be_seen_is_left_out(noted: Callable[..., list[dict[str, Any]]], annot: str):
    assert noted(annot) == []


@pytest.mark.parametrize(
    "said", ["/M(yesterday)", "/M(D:99999999999999)", "/M(D:20260230)", "/M 5", "/M(D:2026)", "/T[1]/Contents 7"]
)
def test_nonsense_in_what_it_says_of_itself_does_not_hide_a_mark(noted: Callable[..., list[dict[str, Any]]], said: str):
    (found,) = noted(NOTE + said)
    assert (found["by"], found["text"]) == ("", "")
    assert found["at"] is None or math.isfinite(found["at"])


def test_what_is_said_is_cut_and_has_no_signs_that_nobody_sees(noted: Callable[..., list[dict[str, Any]]]):
    (found,) = noted(f"{NOTE}/Contents(ab\\007c{'x' * 5_000})/T({'y' * 500})")
    assert found["text"].startswith("abcx")
    assert (len(found["text"]) <= 2_000, len(found["by"])) == (True, 100)


def test_of_very_many_the_first_are_listed(noted: Callable[..., list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(listing, "_MOST_ON_A_PAGE", 3)
    assert len(noted(*[NOTE] * 10)) == 3
    monkeypatch.setattr(listing, "_MOST_LOOKED_AT", 2)
    assert len(noted(*[NOTE] * 10)) == 2


@pytest.mark.parametrize(
    "page", ["/Annots 7", "/Annots 3 0 R", "/Annots 99 0 R", "/Annots[3 0 R 99 0 R null [] 5]", "/Annots(no)"]
)
def test_lists_that_lead_nowhere_or_in_circles_are_empty(noted: Callable[..., list[dict[str, Any]]], page: str):
    assert noted(page=page) == []
