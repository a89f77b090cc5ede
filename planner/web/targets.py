"""Where a request may send its reader next: a path of this product, never another site."""

from urllib.parse import unquote

from flask import request

from planner.web.addresses import home
from planner.web.intake import LONGEST_ADDRESS


def local_target(url: str | None, fallback: str | None = None) -> str:
    """Return the address when it is a path of this product; else the fallback or the start page.

    Browsers drop tabs and line ends inside an address and read a backslash as a slash, so
    neither may be there, nor what turns into them once the path is decoded.
    """
    found = url or ""
    is_path = (
        found.startswith(f"{request.script_root}/")
        and len(found) <= LONGEST_ADDRESS
        and found.isascii()
    )
    path = unquote(found.partition("?")[0].partition("#")[0])
    climbs = not {".", ".."}.isdisjoint(path.split("/"))  # browsers would leave our place by it
    if is_path and not climbs and is_plain(found) and is_plain(path):
        return found
    return home() if fallback is None else fallback


def is_plain(path: str) -> bool:
    """Say whether an address stays here: no second slash first, no odd character, no dots."""
    is_odd = any(one == "\\" or one <= " " or one == "\x7f" for one in path)
    return not (path.startswith(("//", "/.")) or is_odd)
