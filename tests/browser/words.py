"""The words on the pages, asked for by their English sentence, in the language of whoever reads them."""

import gettext
from pathlib import Path

_CATALOGS = Path(__file__).parents[2] / "icabinet" / "translations"


class Words:
    """`say("Ask to speak")` is "Đăng ký phát biểu" to somebody who reads Vietnamese."""

    def __init__(self, locale: str) -> None:
        self._translated = locale != "en"
        self._catalog = gettext.translation("messages", _CATALOGS, [locale], fallback=not self._translated)

    def __call__(self, sentence: str, **parts: object) -> str:
        said = self._catalog.gettext(sentence)
        assert said != sentence or not self._translated, f"not translated: {sentence}"
        for name, value in parts.items():
            said = said.replace(f"{{{name}}}", str(value)).replace(f"%({name})s", str(value))
        return said
