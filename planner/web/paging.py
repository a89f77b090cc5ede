"""Pages of a list in the URL: `after` and `before` carry the key of a neighbour row."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from planner.keyset import PAGE, WHOLE, Slice
from planner.web.addresses import here
from planner.web.page_keys import pack, unpack
from planner.web.whole_lists import note_whole_list

T = TypeVar("T")


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
