"""What may stand in the cells of a list, field by field. Pure. What does not fit is said as No."""

from icabinet.errors import Invalid
from icabinet.people import mail
from icabinet.people.passwords import LONGEST, SHORTEST
from icabinet.text import clean, plain

_YES = ("x", "co", "yes", "y", "1", "true", "dung")
_NO = ("khong", "no", "n", "0", "false", "sai", "-")
_LANGUAGES = {"vi": "vi", "tieng viet": "vi", "vietnamese": "vi", "en": "en", "tieng anh": "en", "english": "en"}
_LAST_RANK = 9_999


class No(Exception):
    """This line does not fit."""

    def __init__(self, why: str, where: str) -> None:
        super().__init__(why, where)
        self.why, self.where = why, where


def cleaned(where: str, text: str, longest: int = 200) -> str:
    """Return a text as it is kept."""
    try:
        return clean(text, where, longest=longest, empty=where == "body")
    except Invalid as refusal:
        raise No(str(refusal.data["why"]), where) from refusal


def address(text: str) -> str:
    """Return an address as it is kept."""
    try:
        return mail.checked_address(text)
    except Invalid as refusal:
        raise No("not_an_address", "email") from refusal


def language(text: str) -> str:
    """Return "vi" or "en"."""
    if plain(text) not in _LANGUAGES:
        raise No("unknown_language", "locale")
    return _LANGUAGES[plain(text)]


def check_password(said: dict[str, str]) -> None:
    """The lines that are kept have no password any more, only that it was too weak ("weak")."""
    if "weak" in said or ("password" in said and not SHORTEST <= len(said["password"]) <= LONGEST):
        raise No("weak_password", "password")


def rank(text: str) -> int:
    """Return a place in the order of precedence."""
    if not text.isdecimal() or not text.isascii() or int(text[:9]) > _LAST_RANK:
        raise No("not_a_rank", "rank")
    return int(text)


def yes(where: str, text: str) -> bool:
    """Whether a cell says yes."""
    said = plain(text)
    if said not in (*_YES, *_NO):
        raise No("not_yes_or_no", where)
    return said in _YES


def text(value: object) -> str:
    """Say a value of a seat as a list would."""
    return {True: "x", False: "-"}[value] if isinstance(value, bool) else str(value)
