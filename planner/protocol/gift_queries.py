"""The register of gifts: page by page, or whole."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from planner.db import db
from planner.events.models import Event
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of
from planner.protocol.gift_filtering import GiftFilter
from planner.protocol.models import Gift

KEYS = (SortKey(Event.sort_on, True), SortKey(Gift.id, True))


def filtered_gifts(wanted: GiftFilter) -> Select[Gift]:
    """Return the gifts that a filter lets through, each with its event."""
    return select(Gift).join(Gift.event).where(*wanted.conditions(None))


def whole(statement: Select[Gift]) -> Select[Gift]:
    """Load with gifts what a page shows of them."""
    return statement.options(contains_eager(Gift.event))


def gift_page(
    wanted: GiftFilter, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[Gift]:
    """Return one page of gifts, of the latest events first, with their number in all."""
    statement = filtered_gifts(wanted)
    counted = statement.with_only_columns(func.count(Gift.id))
    rows = db.session.scalars(whole(page_statement(statement, KEYS, size, after, before)))
    total = db.session.scalar(counted)
    return slice_of(rows.all(), lambda row: (row.event.sort_on, row.id), size, after, before, total)


def all_gifts(wanted: GiftFilter) -> list[Gift]:
    """Return every gift that a filter lets through, of the latest events first."""
    return list(db.session.scalars(ordered(whole(filtered_gifts(wanted)), KEYS)))
