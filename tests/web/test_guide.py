"""The user guide: it speaks of buttons by the words that stand on them, in both languages."""

import re
from pathlib import Path

import pytest

from icabinet.people import accounts
from icabinet.web.pages.guide import PARTS
from tests.desk import Desk
from tests.web.visitor import Visitor

ROOT = Path(__file__).parents[2]
_QUOTED = re.compile(r'<b>\{\{ _\("([^"]+)"\) \}\}</b>')


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_its_guide_in_both_languages(desk: Desk, part: str, locale: str):
    with desk.app.app_context():
        accounts.set_locale(desk.person("m1"), locale)
    page = Visitor(desk, "m1").get(f"/guide/{part}")
    assert page.status_code == 200
    assert ("Hướng dẫn" in page.text) == (locale == "vi")
    assert len(re.findall("<section>", page.text)) >= 3


def test_there_is_no_other_guide(desk: Desk):
    assert Visitor(desk, "m1").get("/guide/nobody").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_words_on_buttons_are_said_as_they_stand_there(part: str):
    quoted = [
        set(_QUOTED.findall((ROOT / f"templates/guide/{locale}/{part}.html").read_text())) for locale in ("vi", "en")
    ]
    assert quoted[0] == quoted[1]
    folders = [ROOT / "static", ROOT / "templates", ROOT / "icabinet" / "web"]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".js", ".html", ".py"}]
    said = "\n".join(path.read_text() for path in files if not {"vendor", "guide"} & set(path.parts))
    assert [words for words in sorted(quoted[0]) if f'"{words}"' not in said] == []
