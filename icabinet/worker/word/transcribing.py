"""Words written in fonts from before Unicode, run by run, made Unicode, and their fonts made ones that people have."""

import re
import zipfile

from lxml import etree  # type: ignore[import-untyped]

from icabinet.worker import fonts, legacy
from icabinet.worker.word import looks, xml
from icabinet.worker.word.package import Package
from icabinet.worker.word.styles import Styles

_NAMED = re.compile(rb'"(?:\.Vn|VNI)[^"]*"', re.IGNORECASE)
_PARTS = re.compile(r"word/[^/]+\.xml")
_USUAL = {"serif": "Times New Roman", "sans": "Arial", "mono": "Courier New"}


def transcribed(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Give {part: its new content} of the Word file, of parts that name such fonts or stand in one by their style."""
    contents = {name: archive.read(name) for name in archive.namelist() if _PARTS.fullmatch(name)}
    if not any(map(_NAMED.search, contents.values())):
        return {}
    styles = Styles(Package(archive))
    return {name: _part(content, styles) for name, content in contents.items()}


def _part(content: bytes, styles: Styles) -> bytes:
    root = xml.parse(content)
    for paragraph in root.iter(xml.name("w:p")):
        base = styles.base_run | styles.run(styles.paragraph_style(xml.child(paragraph, "w:pPr")))
        for run in paragraph.iter(xml.name("w:r")):
            properties = xml.child(run, "w:rPr")
            look = base | styles.run(xml.value(properties, "w:rStyle")) | looks.of_run(properties)
            decode = legacy.decoder(styles.font(look))
            for text in xml.children(run, "w:t") if decode else ():
                text.text = decode(text.text or "") if decode else text.text
    plain: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _NAMED.sub(lambda font: f'"{_USUAL[fonts.kind(font[0].decode())]}"'.encode(), plain)
