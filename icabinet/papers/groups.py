"""What kind of document a paper is, as offices name and number theirs: "Tờ trình", "512/BC-UBND"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from icabinet.people.lists.keeping import PAPERS, lines_of
from icabinet.text import plain

OTHER = "other"
_DRAFT = "du thao "
_NUMBERED = re.compile(r"\d[\s/_-]+([a-z]{2,4})(?![a-z])")


@dataclass(frozen=True)
class Kind:
    """A kind of papers. begins: how titles of it begin; signs: what stands in their numbers; name "": as usual."""

    id: str
    begins: tuple[str, ...]
    signs: tuple[str, ...] = ()
    name: str = ""
    retired: bool = False


# What holds where the house keeps no list of its own, in the order in which a list shows them.
USUAL = (
    Kind("programme", ("Chương trình",)),
    Kind("submission", ("Tờ trình",), ("TTr",)),
    Kind("report", ("Báo cáo",), ("BC",)),
    Kind("resolution", ("Nghị quyết",), ("NQ",)),
    Kind("decision", ("Quyết định",), ("QĐ",)),
    Kind("plan", ("Kế hoạch", "Đề án", "Phương án"), ("KH", "ĐA", "PA")),
    Kind("notice", ("Thông báo", "Công văn", "Giấy mời"), ("TB", "CV", "GM")),
    Kind("minutes", ("Biên bản",), ("BB",)),
    Kind("annex", ("Phụ lục", "Biểu", "Bảng", "Danh sách", "Thuyết minh"), ("PL",)),
)


def kinds_in(session: Session) -> Sequence[Kind]:
    """Return the kinds of this house, in its order: those of its list, or the usual ones."""
    rows = lines_of(session, PAPERS)
    ours = [Kind(row.id, _parts(row.begins), _parts(row.signs), row.name, row.retired) for row in rows]
    return ours or USUAL


def offered(kinds: Sequence[Kind]) -> list[str]:
    """Return the ids of the kinds that may be chosen."""
    return [*(kind.id for kind in kinds if not kind.retired and kind.id != OTHER), OTHER]


def group_of(title: str, filename: str, kinds: Sequence[Kind] = USUAL) -> str:
    """Return the id of a kind, judged by how a title begins, else by the sign in a number; OTHER if nothing says it."""
    ours = [kind for kind in kinds if not kind.retired]
    for name in (title, filename):
        words = " ".join(re.split(r"[^a-z0-9]+", re.sub(r"^[\W\d_]+", "", plain(name)))).removeprefix(_DRAFT) + " "
        fits = [(len(one), kind.id) for kind in ours for one in kind.begins if words.startswith(f"{_spoken(one)} ")]
        if fits:
            # "Báo cáo thẩm tra" is more than "Báo cáo".
            longest = max(length for length, _ in fits)
            return next(kind for length, kind in fits if length == longest)
    signs = [sign for name in (title, filename) for sign in _NUMBERED.findall(plain(name))]
    fitting = (kind.id for sign in signs for kind in ours if sign in map(plain, kind.signs))
    return next(fitting, OTHER)


def _spoken(begin: str) -> str:
    return " ".join(re.split(r"[^a-z0-9]+", plain(begin))).strip()


def _parts(kept: str) -> tuple[str, ...]:
    return tuple(part for each in kept.split(";") if (part := each.strip()))
