"""What higher rooms say when the plan of an event was saved: a warning, which stops nobody."""

from collections.abc import Callable

from flask import flash

from planner.events.models import Event

SavedNote = Callable[[Event], str]
_notes: list[SavedNote] = []


def saved_note(function: SavedNote) -> SavedNote:
    """Register a function that returns what to say of a saved plan; empty for nothing."""
    _notes.append(function)
    return function


def tell_notes(event: Event) -> None:
    """Say what there is to say of an event that was just saved."""
    for function in _notes:
        if words := function(event):
            flash(words, "warning")
