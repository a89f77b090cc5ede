"""What every page of a change of many events says of them."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import ngettext

from planner.events.list.filtering import EventFilter
from planner.events.models import Event


def words_of(wanted: EventFilter, keys: Sequence[int], events: Sequence[Event]) -> dict[str, Any]:
    """Return what every page of the change shows of its events."""
    return {
        "events": events,
        "query": wanted.to_query(),
        "page_marking": max((event.marking for event in events), default=None),
        "left_out": left_out(wanted, len(keys) - len(events)),
        "back_url": url_for(".index") + (f"?{wanted.to_query()}" if wanted.to_query() else ""),
    }


def left_out(wanted: EventFilter, missing: int) -> list[str]:
    """Return sentences about what of the selection is not there; hidden and gone read alike."""
    gone = ngettext(
        "%(num)s selected event is not there any more and was left out.",
        "%(num)s selected events are not there any more and were left out.",
        missing,
    )
    return [*wanted.problems, *([gone] if missing else [])]
