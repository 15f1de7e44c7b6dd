"""A page as the first page of PyMuPDF's documentation draws it: open, draw in colour, encode."""

import pymupdf


def draw(path: str, page: int, width: int) -> bytes:
    """Return page `page` (from 1) as PNG, `width` pixels wide."""
    with pymupdf.open(path) as document:
        sheet = document[page - 1]
        zoom = width / sheet.rect.width
        return bytes(sheet.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom)).tobytes("png"))
