"""What kind of document a paper is, as offices name and number theirs: "Tờ trình", "512/BC-UBND". Pure."""

import re

from icabinet.text import plain

# In the order in which a list shows them; each with the beginnings of its titles and its sign in numbers.
_SIGNS = {
    "programme": (r"chuong trinh", r""),
    "submission": (r"to trinh", r"ttr"),
    "report": (r"bao cao", r"bc"),
    "resolution": (r"(?:du thao )?nghi quyet", r"nq"),
    "decision": (r"(?:du thao )?quyet dinh", r"qd"),
    "plan": (r"(?:du thao )?(?:ke hoach|de an|phuong an)", r"kh|da|pa"),
    "notice": (r"(?:thong bao|cong van|giay moi)", r"tb|cv|gm"),
    "minutes": (r"bien ban", r"bb"),
    "annex": (r"(?:phu luc|bieu|bang|danh sach|thuyet minh)", r"pl"),
}
GROUPS = (*_SIGNS, "other")
_NUMBERED = re.compile(r"\d[\s/_-]+([a-z]{2,3})(?![a-z])")


def group_of(title: str, filename: str) -> str:
    """Return one of GROUPS, judged by how a title begins, else by the sign in a number."""
    for name in (title, filename):
        words = " ".join(re.split(r"[^a-z0-9]+", re.sub(r"^[\W\d_]+", "", plain(name))))
        found = next((group for group, (begins, _) in _SIGNS.items() if re.match(rf"{begins}\b", words)), None)
        if found:
            return found
    signs = [sign for name in (title, filename) for sign in _NUMBERED.findall(plain(name))]
    fitting = (group for sign in signs for group, (_, short) in _SIGNS.items() if re.fullmatch(short, sign))
    return next(fitting, "other")
