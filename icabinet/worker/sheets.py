"""What an engine makes of a page: something with a size that can be drawn."""

from typing import Protocol

from icabinet.worker.pictures import Pixels

# Left, top, right and bottom of a part of a page, in points as displayed.
Area = tuple[float, float, float, float]


class Sheet(Protocol):
    """A page, in points as displayed."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    def draw(self, area: Area, zoom: float) -> Pixels:
        """Draw a part of the page with so many pixels to a point: in gray, unless it has a colour."""
