"""How many members are here, and whether that is a quorum, in a whole sentence: said once, for all screens."""

from icabinet.attendance.rules import Quorum
from icabinet.languages import LOCALES, in_language


def quorum_sentences(count: Quorum, share: tuple[int, int] | None) -> dict[str, str]:
    """Return the arithmetic and the verdict, by language."""
    return {locale: _sentence(locale, count, share) for locale in LOCALES}


def _sentence(locale: str, count: Quorum, share: tuple[int, int] | None) -> str:
    _ = in_language(locale)
    words = [_("Present: {here} of {total} members").format(here=count.here, total=count.total)]
    if count.remote:
        words.append(_("{remote} of them from afar").format(remote=count.remote))
    if count.held:
        words.append(_("plus {held} by stand-ins who are present").format(held=count.held))
    if count.apart:
        words.append(_("{apart} of all these from afar and not counted").format(apart=count.apart))
    if share is None or count.needed is None:
        none = _("No quorum is laid down.")
        return f"{', '.join(words)}. {none}"
    needed = _("At least {fraction} of {total} = {needed} needed").format(
        fraction=f"{share[0]}/{share[1]}", total=count.total, needed=count.needed
    )
    verdict = _("there is a quorum") if count.met else _("there is no quorum")
    return f"{', '.join(words)}. {needed}: {verdict}."
