"""Which item of the menu a page belongs to."""

from flask import request
from flask_babel import gettext as _

from planner.web.menu import MENU, MenuItem


def current_endpoint() -> str | None:
    """Return the endpoint of the item whose path covers this page most closely."""
    best = item_of(request.path)
    return best.endpoint if best else ("desk.index" if request.path == "/" else None)


def item_of(address: str) -> MenuItem | None:
    """Return the item of the menu whose path covers an address most closely."""
    best, length = None, 0
    for item in (item for section in MENU for item in section):
        for path in item.covers:
            if address.startswith(path) and len(path) > length:
                best, length = item, len(path)
    return best


def place_words(address: str) -> str:
    """Return where an address belongs, as the menu calls it."""
    found = item_of(address)
    return str(found.label) if found else str(_("Another page"))
