"""A link must not send people to somebody else's page after they signed in."""

import pytest

from icabinet.web.pages.paths import own_path


@pytest.mark.parametrize("path", ["/", "/meetings/abc/edit", "/people?q=an"])
def test_own_pages_are_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path", ["", "meetings", "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)"]
)
def test_others_are_not(path: str) -> None:
    assert own_path(path) == ""
