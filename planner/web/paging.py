"""Pages of a list in the URL: `after` and `before` carry the key of a neighbour row."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import abort, request
from werkzeug.datastructures import MultiDict

from planner.keyset import Key, Slice

T = TypeVar("T")


def pack(key: Key) -> str:
    """Return a key as URL text."""
    parts = [{"day": part.isoformat()} if isinstance(part, date) else part for part in key]
    return urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def unpack(value: str | None) -> Key | None:
    """Return the key of URL text; 400 when somebody mangled it."""
    if not value:
        return None
    try:
        parts = json.loads(urlsafe_b64decode(value + "=" * (-len(value) % 4)))
        return tuple(
            date.fromisoformat(part["day"]) if isinstance(part, dict) else part for part in parts
        )
    except (ValueError, KeyError, TypeError):
        abort(400)


def asked_keys() -> dict[str, Key | None]:
    """Return the `after` and `before` keys of this request."""
    return {name: unpack(request.args.get(name)) for name in ("after", "before")}


def url_with(**changes: Any) -> str:
    """Return this page's URL with other query values; None removes one."""
    args = MultiDict(request.args)
    for name, value in changes.items():
        args.poplist(name)
        if value is not None:
            args.setlist(name, value if isinstance(value, list) else [str(value)])
    query = urlencode(list(args.items(multi=True)))
    return f"{request.path}?{query}" if query else request.path


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list, with the addresses of its neighbours."""

    slice: Slice[T]

    @property
    def items(self) -> Any:
        """Return the rows."""
        return self.slice.items

    @property
    def total(self) -> int | None:
        """Return how many rows the whole list has; None when it was not counted."""
        return self.slice.total

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
