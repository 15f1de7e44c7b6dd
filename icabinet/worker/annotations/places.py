"""Where a mark lies in the page's own space: turned, cropped, enlarged and shifted as the page is."""

from typing import NamedTuple

import numpy as np
import pymupdf
from numpy.typing import NDArray
from pymupdf import mupdf

from icabinet.worker.annotations.marks import UNITS

Numbers = NDArray[np.float64]
Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """What brings units of the page, from its top left corner as displayed, into the space of its file.

    (x, y) becomes (a x + c y + e, b x + d y + f). width, height: of the page, in points as displayed.
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def points(self, places: Numbers) -> Numbers:
        """Return rows of x and y in the file's space for rows that begin with x and y in units."""
        x, y = places[:, 0], places[:, 1]
        return np.stack([self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f], axis=-1)

    def units(self, points: Numbers) -> Numbers:
        """Return rows of x and y in units for rows of x and y in the file's space."""
        x, y = points[:, 0] - self.e, points[:, 1] - self.f
        area = self.a * self.d - self.b * self.c
        return np.stack([(self.d * x - self.c * y) / area, (self.a * y - self.b * x) / area], axis=-1)

    def box(self, box: Box) -> Box:
        """Return left, bottom, right and top in the file's space."""
        left, top, right, bottom = box
        (x0, y0), (x1, y1) = self.points(np.array([(left, top), (right, bottom)], float))
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def orders(self, parts: int) -> str:
        """Return the order that lets what follows be drawn in units, `parts` to a unit."""
        turn = " ".join(f"{value / parts:.9f}" for value in (self.a, self.b, self.c, self.d))
        return f"{turn} {self.e:.5f} {self.f:.5f} cm"

    @property
    def point(self) -> float:
        """So many units are a point, as displayed."""
        return UNITS / self.width


def place_of(page: pymupdf.Page) -> Place:
    """Return where units lie on this page. Raises ValueError for a page without extent."""
    sheet = pymupdf._as_pdf_page(page)  # noqa: SLF001 - as PyMuPDF itself comes to what it does not offer
    media, display = mupdf.FzRect(), mupdf.FzMatrix()
    mupdf.pdf_page_transform(sheet, media, display)
    shown = mupdf.pdf_bound_page(sheet, mupdf.FZ_CROP_BOX)
    width, height = shown.x1 - shown.x0, shown.y1 - shown.y0
    if not (width > 0 and height > 0):
        raise ValueError("a page without extent")
    unit = width / UNITS
    back = mupdf.fz_invert_matrix(display)
    units = mupdf.FzMatrix(unit, 0, 0, unit, shown.x0, shown.y0)
    made = mupdf.fz_concat(units, back)
    return Place(made.a, made.b, made.c, made.d, made.e, made.f, width, height)


def box_of(places: Numbers, margin: float) -> Box:
    """Return left, top, right and bottom of places, and so much around them."""
    left, top = places[:, :2].min(axis=0) - margin
    right, bottom = places[:, :2].max(axis=0) + margin
    return float(left), float(top), float(right), float(bottom)
