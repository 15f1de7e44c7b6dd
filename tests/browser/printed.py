"""Minutes as they stand on the page, read back into names, seconds and counts."""

import re
from collections import Counter
from typing import NamedTuple

from playwright.sync_api import Page

_PARTS = """sheet => [...sheet.querySelectorAll(":scope > .line, table")].map((part) => part.tBodies
  ? [...part.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))
  : [part.classList.contains("heading"), part.textContent.trim()])"""
_SPEECH = re.compile(r"- ([^,]+), .* lúc \d\d giờ \d\d phút \((?:(\d+) phút )?(\d+) giây\)")
_FROM_TO = re.compile(r"(?:Bắt đầu|Kết thúc nội dung) lúc (\d\d) giờ (\d\d) phút")
_WORDS = {"Tán thành": "yes", "Không tán thành": "no", "Không biểu quyết": "abstain"}

Rows = list[list[str]]


class Passage(NamedTuple):
    """What stands under a heading, "" before the first one."""

    title: str
    lines: list[str]
    tables: list[Rows]

    def speeches(self) -> list[tuple[str, int]]:
        """Return who spoke, in order, and for how many seconds."""
        found = filter(None, map(_SPEECH.match, self.lines))
        return [(one[1], int(one[2] or 0) * 60 + int(one[3])) for one in found]

    def clocks(self) -> list[str]:
        """Return when the item began and ended, as clocks show it."""
        return [f"{one[1]}:{one[2]}" for line in self.lines if (one := _FROM_TO.match(line))]

    def counts(self) -> Counter[str]:
        """Return what was counted in the item's vote."""
        ((yes, no, abstain, *_),) = self.tables[0]
        return Counter({"yes": int(yes), "no": int(no), "abstain": int(abstain)})

    def roll(self) -> Counter[str]:
        """Return how those voted whom the roll call names."""
        return Counter(_WORDS[said] for _place, _name, _office, said, _note in self.tables[1] if said in _WORDS)


def passages(page: Page) -> list[Passage]:
    """Return the passages of the document that is open, in order."""
    found = [Passage("", [], [])]
    for part in page.get_by_test_id("sheet").evaluate(_PARTS):
        match part:
            case [True, str(title)]:
                found.append(Passage(title, [], []))
            case [False, str(line)]:
                found[-1].lines.append(line)
            case _:
                found[-1].tables.append(part)
    return found
