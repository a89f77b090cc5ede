"""What can be kept: which lists, what of their address, and how many rows it stands for now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.events.list.filtering import EventFilter
from planner.events.list.queries import COUNTED, total_of
from planner.outcomes.follow_up_filtering import FollowUpFilter
from planner.outcomes.follow_up_queries import follow_up_total
from planner.participants.filtering import PersonFilter
from planner.participants.queries import people_total
from planner.search.queries import kinds_found, number_found
from planner.search.views import kinds_for_viewer
from planner.text.folding import asked
from planner.viewers import Viewer

Args = MultiDict[str, str]
Count = Callable[[Args, Viewer, date], int]


@dataclass(frozen=True)
class ListPage:
    """A page with a list whose filter can be kept."""

    label: Any
    endpoint: str
    narrowed: Callable[[Args], str]
    """The part of an address that narrows the list, in one order; empty when nothing does."""
    count: Count
    permission: str = "see"

    def url(self, query: str) -> str:
        """Return the address of the list with a filter."""
        return f"{url_for(self.endpoint)}?{query}"


def args_of(query: str) -> Args:
    """Return the values of a kept query."""
    return MultiDict(parse_qsl(query))


def only(*names: str) -> Callable[[Args], str]:
    """Return the reading of an address that keeps the values of some names, in their order."""

    def narrowed(args: Args) -> str:
        return urlencode(
            [(name, one.strip()) for name in names for one in args.getlist(name) if one.strip()]
        )

    return narrowed


def searched(args: Args) -> str:
    """Return what is searched for; empty without a word to look for."""
    return only("q", "kind")(args) if asked(args.get("q", "")) else ""


def count_events(args: Args, _viewer: Viewer, today: date) -> int:
    """Count the events of a filter, to one more than a page of them says."""
    return total_of(EventFilter.from_args(args), today, most=COUNTED + 1)


def count_follow_ups(args: Args, viewer: Viewer, today: date) -> int:
    """Count the follow-ups of a tab and its filter."""
    return follow_up_total(FollowUpFilter.from_args(args), viewer, today)


def count_people(args: Args, _viewer: Viewer, _today: date) -> int:
    """Count the people of a filter."""
    return people_total(PersonFilter.from_args(args))


def count_found(args: Args, _viewer: Viewer, _today: date) -> int:
    """Count what a search finds, of one kind or of all."""
    query, kind = args.get("q", ""), args.get("kind", "")
    there = kinds_found(query) & set(kinds_for_viewer())
    return sum(number_found(name, query) for name in there if kind in {"", name})


PAGES: Mapping[str, ListPage] = {
    "search": ListPage(_l("Search"), "search.index", searched, count_found),
    "events": ListPage(
        _l("Events"),
        "events.index",
        lambda args: EventFilter.from_args(args).to_query(),
        count_events,
    ),
    "follow-ups": ListPage(
        _l("Follow-ups"),
        "followups.index",
        FollowUpFilter.narrowing,
        count_follow_ups,
    ),
    "people": ListPage(
        _l("People"),
        "people.index",
        PersonFilter.narrowing,
        count_people,
        "see_people",
    ),
}
"""By the name that a kept search is stored under."""
