"""Where a request may send its reader next: a path of this product, never another site."""

from urllib.parse import unquote

from planner.web.intake import LONGEST_ADDRESS


def local_target(url: str | None, fallback: str = "/") -> str:
    """Return the address when it is a path of this product; else the fallback.

    Browsers drop tabs and line ends inside an address and read a backslash as a slash, so
    neither may be there, nor what turns into them once the path is decoded.
    """
    found = url or ""
    is_path = found.startswith("/") and len(found) <= LONGEST_ADDRESS and found.isascii()
    path = found.partition("?")[0].partition("#")[0]
    return found if is_path and is_plain(found) and is_plain(unquote(path)) else fallback


def is_plain(path: str) -> bool:
    """Say whether an address stays here: no second slash first, no odd character, no dots."""
    is_odd = any(one == "\\" or one <= " " or one == "\x7f" for one in path)
    return not (path.startswith(("//", "/.")) or is_odd)
