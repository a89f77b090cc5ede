"""What is done with kept searches: keep, rename, pin, put in order, remove, bring back."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import SavedFilter
from planner.searches.queries import kept_as, last_position, pinned_searches
from planner.shapes.kept_search import KeptSearch, SearchName
from planner.viewers import Viewer
from planner.web.undoing import restored

LONGEST_QUERY = 2000
MOST_PINNED = 12


def keep_search(page: str, query: str, search: KeptSearch, *, viewer: Viewer) -> SavedFilter:
    """Keep a search under a name; the viewer's older one of that page and name is replaced.

    Raises RuleBroken for one that narrows nothing or is too long to keep.
    """
    name = search.name
    if not query:
        raise RuleBroken(_("Search or filter first, then keep it."))
    if len(query) > LONGEST_QUERY or viewer.user_id is None:
        raise RuleBroken(_("This filter is too long to be kept. Choose fewer values."))
    saved = kept_as(page, name)
    if saved is None:
        saved = SavedFilter(user_id=viewer.user_id, page=page, name=name)
        db.session.add(saved)
    saved.query = query
    return pin_search(saved) if search.is_pinned else saved


def rename_search(saved: SavedFilter, written: SearchName) -> SavedFilter:
    """Give a kept search another name, which no other of the same list has."""
    name = written.name
    other = kept_as(saved.page, name)
    if other is not None and other is not saved:
        raise RuleBroken(_("You keep another search of that name. Choose a different one."))
    saved.name = name
    return saved


def pin_search(saved: SavedFilter) -> SavedFilter:
    """Pin a kept search to My desk, after those that are there."""
    if saved.position is None:
        check_room(len(pinned_searches()))
        saved.position = last_position() + 1
    return saved


def check_room(pinned: int) -> None:
    """Refuse one more where My desk holds as many as it may."""
    if pinned >= MOST_PINNED:
        raise RuleBroken(
            _("My desk holds %(number)s searches. Take one off first.", number=MOST_PINNED)
        )


def unpin_search(saved: SavedFilter) -> SavedFilter:
    """Take a kept search off My desk; it stays kept."""
    saved.position = None
    return saved


def move_search(saved: SavedFilter, *, by: int) -> SavedFilter:
    """Move a pinned search up (−1) or down (1); at either end it stays where it is."""
    pinned = list(pinned_searches())
    if saved not in pinned:
        raise RuleBroken(_("This search is not on My desk. Pin it first."))
    place = pinned.index(saved)
    pinned.insert(max(0, place + by), pinned.pop(place))
    for position, one in enumerate(pinned, start=1):
        one.position = position
    return saved


def remove_search(saved: SavedFilter) -> SavedFilter:
    """Forget a kept search."""
    db.session.delete(saved)
    return saved


@restored("saved_filter")
def restored_search(saved: SavedFilter, _viewer: Viewer) -> None:
    """Refuse one that has no room on My desk any more."""
    if saved.position is not None:
        check_room(len(pinned_searches()) - 1)
