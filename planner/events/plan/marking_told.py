"""What an event says that a marking may hang on: now, and as its row is stored."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import inspect

from planner.choices import Marking
from planner.events.approval.binding import codes_before, was
from planner.events.models import Event
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import kind_fields
from planner.terms.models import Topic

COLUMNS = ("kind", "state", "title", "summary", "details")


def told_by(event: Event) -> dict[str, Any]:
    """Return what an event says now."""
    said = {name: getattr(event, name) for name in COLUMNS if name != "details"}
    return said | {"details": event.plain_details | topics(event.kind, event.codes_of)}


def topics(kind: Any, codes_of: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """Return the topics of an event by field; only an event of a kind that has some is asked."""
    if kind is None:
        return {}
    fields = kind_fields(kind_of(kind))
    return {one.name: codes_of(one.name) for one in fields if one.table == Topic.__tablename__}


def stored(event: Event) -> tuple[dict[str, Any], Marking | None]:
    """Return what the stored row says and how it is marked; what asks for nothing when new."""
    if not inspect(event).persistent:
        return dict.fromkeys(COLUMNS), None
    said = {name: was(event, name) for name in COLUMNS}
    said["details"] |= topics(said["kind"], partial(codes_before, event))
    return said, was(event, "marking")
