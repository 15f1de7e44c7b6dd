"""Vietnamese is complete: every sentence of code, templates and scripts, with its placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tools.scripts import computed

ROOT = Path(__file__).parent.parent
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.fixture(scope="module")
def translated() -> Catalog:
    with (ROOT / "icabinet/translations/vi/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="vi")


@pytest.fixture(scope="module")
def places() -> dict[str, set[str]]:
    """Each sentence, and the files that say it."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {"_": None, "gettext": None, "lazy_gettext": None, "t": None}
    found: dict[str, set[str]] = {}
    for path, _, message, _, _ in extract_from_dir(str(ROOT), methods, options, keywords=keywords):
        found.setdefault(str(message), set()).add(path)
    return found


@pytest.fixture(scope="module")
def sentences(places: dict[str, set[str]]) -> set[str]:
    return set(places)


def test_what_scripts_say_is_sent_to_them(places, translated):
    """A page brings along what its catalogue says of scripts (`web/boot.py`)."""
    spoken = [text for text, paths in places.items() if any(path.endswith(".js") for path in paths)]
    assert len(spoken) > 200
    sent = {message.id for message in translated if any(name.endswith(".js") for name, _ in message.locations)}
    assert [text for text in spoken if text not in sent] == []


def test_every_sentence_has_a_translation(sentences, translated):
    assert len(sentences) > 400
    assert [text for text in sorted(sentences) if not (text in translated and translated[text].string)] == []


def test_no_translation_is_left_over(sentences, translated):
    assert [message.id for message in translated if message.id and message.id not in sentences] == []


def test_translations_keep_their_placeholders(translated):
    differing = [
        message.id
        for message in translated
        if message.id and set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(message.string))
    ]
    assert differing == []


def test_scripts_only_say_what_can_be_found():
    scripts = [path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts]
    hidden = {path.name: calls for path in scripts if (calls := computed(path.read_text()))}
    assert set(hidden) <= {"i18n.js"}
