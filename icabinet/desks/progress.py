"""How far the product has come with a paper, told to the desk while it lasts: volatile, no fact."""

from icabinet.extensions import services


def say(stream: str, paper: str, step: str, page: int = 0, pages: int = 0) -> None:
    """Tell the meeting's desk: `step` is "converting" or "drawing"; page n of N where that is known."""
    body = {"paper": paper, "step": step, "page": page, "pages": pages}
    for tell in services().signals:
        tell(stream.partition(":")[2], "progress", body)
