"""The searches that a reader keeps as a list, declared once."""

from typing import Any

from flask_babel import lazy_gettext as _l

from planner.events.models import SavedFilter
from planner.searches.pages import PAGES
from planner.web.lists.columns import ListColumn, RowList


def list_of(saved: SavedFilter, _about: Any = None) -> str:
    """Return what a kept search narrows, in words."""
    known = PAGES.get(saved.page)
    return str(known.label) if known else saved.page


KEPT = RowList(
    "kept-searches",
    _l("Kept searches"),
    (
        ListColumn("name", _l("Name"), "name", width=36),
        ListColumn("of", _l("Of"), list_of, width=24),
        ListColumn("place", _l("Place on My desk"), "position", "number"),
        ListColumn("query", _l("Filter"), "query", width=60),
    ),
    endpoint="searches.index",
)
"""What stands on My desk first, in its order; then the others by name."""
