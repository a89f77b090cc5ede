"""What the event form was sent with: its kind, its rows, what has no field, the button pressed."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from planner.events.plan.form_data import as_sent
from planner.events.plan.row_names import DETAIL, PLACES_AT_ONCE
from planner.kinds.queries import kind_of, known_kind
from planner.shapes.fields_by_family import Kind, all_fields, every_field
from planner.text.reading import json_object, whole

HELPERS = ("refresh", "more_places", "find_people", "add_person", "like_lessons")
"""Buttons that show the form anew, with more to fill in, without saving it."""


def chosen_kind(fallback: str) -> Kind:
    """Return the kind that the form was sent with, else the fallback."""
    return kind_of(request.form.get("kind", fallback, type=known_kind))


def left_over(kind: Kind, details: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what was typed or is stored for which the kind has no field, as a form sends it.

    A field that the reader emptied before the kind was changed has no values; one that was
    empty when the page was filled in has what somebody else entered since.
    """
    known = {one.name for one in all_fields(kind)}
    filled = json_object(request.form.get("base", "{}")) or {}
    found = {}
    for name in every_field().keys() - known:
        key = f"{DETAIL}{name}"
        typed = [part for part in request.form.getlist(key) if part.strip()]
        is_emptied = key in request.form and bool(filled.get(key))
        if sent := typed if typed or is_emptied else as_sent(details.get(name)):
            found[name] = sent
        elif is_emptied:
            found[name] = []
    return found


def place_rows(places: Sequence[Any] = ()) -> int:
    """Return how many rows for places to show: those there are, and more when asked."""
    sent = request.form.get("places", PLACES_AT_ONCE, type=whole)
    more = PLACES_AT_ONCE if "more_places" in request.form else 0
    return max(PLACES_AT_ONCE, min(sent, 30) + more, len(places))


def wants_help() -> bool:
    """Say whether a button was pressed that only shows the form anew."""
    return any(name in request.form for name in HELPERS)
