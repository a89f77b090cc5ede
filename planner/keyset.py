"""Keyset pages: the rows after or before a key, at the same cost on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Date,
    Enum,
    Integer,
    Numeric,
    Select,
    SmallInteger,
    String,
    and_,
    or_,
)

from planner.text.reading import LARGEST, is_clean

T = TypeVar("T")
Key = tuple[Any, ...]
PAGE = 50
"""Rows of one page of a list."""
WHOLE = 5000
"""Rows of a whole list on one page, as for printing; a file holds more."""


@dataclass(frozen=True)
class SortKey:
    """A column that the list is ordered by; the last one must be unique."""

    column: Any
    is_descending: bool = False


@dataclass(frozen=True)
class Slice(Generic[T]):
    """One page of rows with the keys of its neighbours; None where there is no neighbour."""

    items: Sequence[T]
    next_key: Key | None
    previous_key: Key | None
    total: int | None = None


class KeyMisfit(ValueError):
    """A key that cannot be one of this list: of another list, another order, or mangled."""


def is_of(column: Any, value: Any) -> bool:
    """Say whether a value can stand in a column: of its very type, and no larger than it holds.

    Raises TypeError for a column of a type that no list is ordered by yet.
    """
    kind = column.type
    if isinstance(kind, Enum):
        return type(value) is str and value in kind.enums
    if isinstance(kind, String):
        return type(value) is str and is_clean(value)
    if isinstance(kind, Integer | SmallInteger):
        return type(value) is int and abs(value) <= LARGEST
    if isinstance(kind, Date):
        return type(value) is date
    if isinstance(kind, Numeric):
        return type(value) in {int, float} and abs(value) <= LARGEST and isfinite(value)
    raise TypeError(f"say in keyset.is_of what a key of {kind!r} looks like")


def check_keys(keys: Sequence[SortKey], *given: Key | None) -> None:
    """Raise KeyMisfit unless each key has a value for every column of the order, of its type."""
    for key in given:
        if key is None:
            continue
        if len(key) != len(keys):
            raise KeyMisfit(f"{len(key)} values for {len(keys)} columns")
        if not all(is_of(sort.column, part) for sort, part in zip(keys, key, strict=True)):
            raise KeyMisfit("a value of another type than its column")


def beyond(keys: Sequence[SortKey], key: Key, *, is_backward: bool) -> ColumnElement[bool]:
    """Return the condition for rows after the key, or before it when going backward."""
    either = []
    for depth, sort in enumerate(keys):
        same = [earlier.column == value for earlier, value in zip(keys[:depth], key, strict=False)]
        greater = sort.is_descending == is_backward
        step = sort.column > key[depth] if greater else sort.column < key[depth]
        either.append(and_(*same, step))
    return or_(*either)


def ordered(
    statement: Select[Any], keys: Sequence[SortKey], *, is_backward: bool = False
) -> Select[Any]:
    """Order a statement by its keys, or the other way round."""
    return statement.order_by(
        *(
            sort.column.desc() if sort.is_descending != is_backward else sort.column.asc()
            for sort in keys
        )
    )


def page_statement(
    statement: Select[Any],
    keys: Sequence[SortKey],
    size: int,
    after: Key | None = None,
    before: Key | None = None,
) -> Select[Any]:
    """Return the statement of one page: one row more than shown tells whether more follow.

    Raises KeyMisfit for a key that is none of this order.
    """
    check_keys(keys, after, before)
    if key := before or after:
        statement = statement.where(beyond(keys, key, is_backward=before is not None))
    return ordered(statement, keys, is_backward=before is not None).limit(size + 1)


def slice_of(
    rows: Sequence[T],
    key_of: Any,
    size: int,
    after: Key | None = None,
    before: Key | None = None,
    total: int | None = None,
) -> Slice[T]:
    """Make the page of the rows that `page_statement` returned."""
    has_more = len(rows) > size
    shown = list(rows[:size])
    if before is not None:
        shown.reverse()
    first, last = (key_of(shown[0]), key_of(shown[-1])) if shown else (None, None)
    has_next = has_more if before is None else True
    has_previous = has_more if before is not None else after is not None
    return Slice(shown, last if has_next else None, first if has_previous else None, total)
