"""Small documents of the Office kinds, written by hand: each says LINE, and points outside where told to."""

import io
import zipfile

LINE = "Cộng hòa xã hội chủ nghĩa Việt Nam"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ML = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats-officedocument"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def docx(body: str = f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>", outside: str = "") -> bytes:
    """`outside`: an address that a picture is linked to."""
    picture = '<v:shape style="width:90pt;height:90pt"><v:imagedata r:link="r1" r:id="r1"/></v:shape>'
    linked = f"<w:p><w:r><w:pict>{picture}</w:pict></w:r></w:p>" if outside else ""
    spaces = f'xmlns:w="{_ML}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    return _packed(
        "word/document.xml",
        f"<w:document {spaces}><w:body>{body}{linked}</w:body></w:document>",
        "wordprocessingml.document.main",
        [_relation("image", outside, ' TargetMode="External"')] if outside else [],
    )


def xlsx() -> bytes:
    space = f'xmlns="{_ML}/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{LINE}</t></is></c></row>'
    return _packed(
        "xl/workbook.xml",
        f'<workbook {space}><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "spreadsheetml.sheet.main",
        [_relation("worksheet", "sheet1.xml")],
        ("sheet1.xml", f"<worksheet {space}><sheetData>{cell}</sheetData></worksheet>", "spreadsheetml.worksheet"),
    )


def pptx() -> bytes:
    spaces = f'xmlns:p="{_ML}/presentationml/2006/main" xmlns:a="{_ML}/drawingml/2006/main" xmlns:r="{_OFFICE}"'
    place = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/>'
    text = f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{LINE}</a:t></a:r></a:p></p:txBody>"
    name = '<p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
    shape = f"<p:sp>{name}<p:spPr>{place}</p:spPr>{text}</p:sp>"
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    slides = '<p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
    slide = f"<p:sld {spaces}><p:cSld><p:spTree>{group}{shape}</p:spTree></p:cSld></p:sld>"
    return _packed(
        "ppt/presentation.xml",
        f"<p:presentation {spaces}>{slides}</p:presentation>",
        "presentationml.presentation.main",
        [_relation("slide", "slide1.xml")],
        ("slide1.xml", slide, "presentationml.slide"),
    )


def rtf(body: str = "") -> bytes:
    letters = "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in LINE)
    return f"{{\\rtf1\\ansi {body}{letters}\\par}}".encode()


def odt(body: str = f"<text:p>{LINE}</text:p>") -> bytes:
    return _open("text", f"<office:text>{body}</office:text>")


def odt_with_picture(address: str) -> bytes:
    image = f'<draw:image xlink:href="{address}" xlink:type="simple"/>'
    return odt(f'<text:p>{LINE}<draw:frame svg:width="3cm" svg:height="3cm">{image}</draw:frame></text:p>')


def odt_with_section(address: str) -> bytes:
    source = f'<text:section-source xlink:href="{address}" xlink:type="simple"/>'
    return odt(f'<text:p>{LINE}</text:p><text:section text:name="s">{source}<text:p/></text:section>')


def ods() -> bytes:
    cell = f"<table:table-cell><text:p>{LINE}</text:p></table:table-cell>"
    table = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'
    return _open("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


def odp() -> bytes:
    box = f"<draw:text-box><text:p>{LINE}</text:p></draw:text-box>"
    frame = f'<draw:frame svg:width="20cm" svg:height="5cm">{box}</draw:frame>'
    return _open("presentation", f"<office:presentation><draw:page>{frame}</draw:page></office:presentation>")


def _open(kind: str, body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table", "manifest"))
    spaces += f' xmlns:draw="{_OASIS}:drawing:1.0" xmlns:svg="{_OASIS}:svg-compatible:1.0"'
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", mimetype), ("content.xml", "text/xml"))
    )
    head = f'<office:document-content {spaces} office:version="1.2">'
    return _zip(
        {
            "mimetype": mimetype,
            "content.xml": f"{head}<office:body>{body}</office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{listed}</manifest:manifest>",
        }
    )


def _packed(main: str, content: str, kind: str, relations: list[str], *parts: tuple[str, str, str]) -> bytes:
    """`parts`: (name, content, kind) of what stands beside the main one."""
    folder, _, name = main.partition("/")
    kinds = {main: kind, **{f"{folder}/{part}": of for part, _, of in parts}}
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{_TYPE}.{of}+xml"/>' for part, of in kinds.items())
    package = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{package}"/><Default Extension="xml" ContentType="text/xml"/>'
    return _zip(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>',
            "_rels/.rels": _relations(_relation("officeDocument", main)),
            main: _HEAD + content,
            f"{folder}/_rels/{name}.rels": _relations(*relations),
            **{f"{folder}/{part}": _HEAD + inside for part, inside, _ in parts},
        }
    )


def _relation(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def _relations(*relations: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _zip(entries: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return packed.getvalue()
