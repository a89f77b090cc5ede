"""Pages of a list in the URL: `after` and `before` carry the key of a neighbour row."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import abort, request
from werkzeug.datastructures import MultiDict

from planner.keyset import PAGE, WHOLE, Key, Slice
from planner.text.reading import DAY, refuse
from planner.web.addresses import here
from planner.web.tables import note_whole_list

T = TypeVar("T")
PACKED = re.compile("[A-Za-z0-9_-]{1,4000}")


def pack(key: Key) -> str:
    """Return a key as URL text."""
    parts = [{"day": part.isoformat()} if isinstance(part, date) else part for part in key]
    return urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def unpack(value: str | None) -> Key | None:
    """Return the key of URL text; 400 when it is none that a page ever gave out.

    Whether it is a key of the list that is shown says `keyset.check_keys`.
    """
    if not value:
        return None
    try:
        return read_key(value)
    except (ValueError, RecursionError):
        abort(400)


def read_key(value: str) -> Key:
    """Return the key of URL text; ValueError or RecursionError when it is none."""
    if not PACKED.fullmatch(value):
        raise ValueError("no packed key")
    text = urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode("utf-8")
    parts = json.loads(text, parse_constant=refuse)
    if not isinstance(parts, list) or not parts:
        raise ValueError("no list of values")
    return tuple(read_part(part) for part in parts)


def read_part(part: Any) -> Any:
    """Return one value of a key; ValueError when it is of no kind that `pack` writes."""
    if isinstance(part, dict):
        if (
            set(part) != {"day"}
            or not isinstance(part["day"], str)
            or not DAY.fullmatch(part["day"])
        ):
            raise ValueError("no day")
        return date.fromisoformat(part["day"])
    if type(part) not in {str, int, float}:
        raise ValueError("no value")
    return part


def asks_for_all() -> bool:
    """Say whether this request wants the whole list on one page."""
    return request.args.get("rows") == "all"


def asked_keys() -> dict[str, Any]:
    """Return the `after` and `before` keys of this request and the size of its page."""
    if asks_for_all():
        return {"after": None, "before": None, "size": WHOLE}
    keys = {name: unpack(request.args.get(name)) for name in ("after", "before")}
    return {**keys, "size": PAGE}


def url_with(**changes: Any) -> str:
    """Return this page's URL with other query values; None removes one."""
    args = MultiDict(request.args)
    for name, value in changes.items():
        args.poplist(name)
        if value is not None:
            args.setlist(name, value if isinstance(value, list) else [str(value)])
    query = urlencode(list(args.items(multi=True)))
    return f"{here()}?{query}" if query else here()


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list, with the addresses of its neighbours."""

    slice: Slice[T]
    counted: int | None = None
    """Where counting stops, for lists that may be very long: one more is “more than”."""

    def __post_init__(self) -> None:
        """Note a whole list: the history tells of it as of a file."""
        if self.is_whole:
            note_whole_list(len(self.slice.items))

    @property
    def items(self) -> Any:
        """Return the rows."""
        return self.slice.items

    @property
    def total(self) -> int | None:
        """Return how many rows the whole list has; None when it was not counted."""
        if not self.has_next and not self.has_previous:
            return len(self.slice.items)
        is_more = self.counted is not None and (self.slice.total or 0) > self.counted
        return None if is_more else self.slice.total

    @property
    def is_whole(self) -> bool:
        """Say whether the whole list was asked for on one page."""
        return asks_for_all()

    @property
    def whole_url(self) -> str:
        """Return the address of the whole list on one page."""
        return url_with(rows="all", after=None, before=None)

    @property
    def paged_url(self) -> str:
        """Return the address of the first page."""
        return url_with(rows=None, after=None, before=None)

    @property
    def next_url(self) -> str | None:
        """Return the address of the next page."""
        key = self.slice.next_key
        return url_with(after=pack(key), before=None) if key else None

    @property
    def previous_url(self) -> str | None:
        """Return the address of the page before."""
        key = self.slice.previous_key
        return url_with(before=pack(key), after=None) if key else None

    @property
    def has_next(self) -> bool:
        """Say whether a page follows."""
        return self.slice.next_key is not None

    @property
    def has_previous(self) -> bool:
        """Say whether a page comes before."""
        return self.slice.previous_key is not None
