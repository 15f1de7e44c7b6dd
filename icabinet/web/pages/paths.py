"""Where a page may send people on to."""

from urllib.parse import urlsplit


def own_path(path: str) -> str:
    """Return the path if it leads to a page of ours, else "": a link must not send people elsewhere."""
    parts = urlsplit(path)
    # Browsers read a backslash as a slash, and two of them as the name of another host.
    foreign = parts.scheme or parts.netloc or path.startswith(("//", "/\\"))
    return path if path.startswith("/") and not foreign else ""
