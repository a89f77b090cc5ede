"""Media items as their list needs them."""

from datetime import date

from sqlalchemy import Select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import select

from planner.db import db
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of
from planner.outcomes.media_filtering import MediaFilter
from planner.outcomes.models import MediaItem
from planner.outcomes.press_conditions import belongs_to
from planner.outcomes.queries import SHORT, count

KEYS = (SortKey(MediaItem.published_on, True), SortKey(MediaItem.id, True))


def filtered_media(wanted: MediaFilter, today: date) -> Select[MediaItem]:
    """Return the media items that a filter lets through on a day of the office."""
    return select(MediaItem).where(*wanted.conditions(today))


def whole(statement: Select[MediaItem]) -> Select[MediaItem]:
    """Load with media items what a page shows of them."""
    return statement.options(joinedload(MediaItem.event), selectinload(MediaItem.themes))


def media_page(
    wanted: MediaFilter, today: date, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[MediaItem]:
    """Return one page of media items, newest first, with their number in all."""
    statement = filtered_media(wanted, today)
    total = count(statement)
    rows = db.session.scalars(whole(page_statement(statement, KEYS, size, after, before)))
    return slice_of(rows.all(), lambda row: (row.published_on, row.id), size, after, before, total)


def all_media(wanted: MediaFilter, today: date) -> list[MediaItem]:
    """Return every media item that a filter lets through, newest first."""
    return list(db.session.scalars(ordered(whole(filtered_media(wanted, today)), KEYS)))


def media_with(code: str, limit: int = SHORT) -> list[MediaItem]:
    """Return the newest media items that belong to a nation."""
    statement = whole(select(MediaItem).where(belongs_to(MediaItem, [code])))
    return list(db.session.scalars(ordered(statement, KEYS).limit(limit)))
