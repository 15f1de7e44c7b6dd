"""Where a page may send people on to."""


def own_path(path: str) -> str:
    """Return the path if it leads to a page of ours, else "": a link must not send people elsewhere."""
    # Browsers read a backslash as a slash, overlook tabs, and take two slashes for the name of another host.
    own = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if own else ""
