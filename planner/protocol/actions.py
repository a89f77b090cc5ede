"""Writing what protocol keeps of an event: a row is added, changed, removed, brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.states.steps import check_step
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from planner.protocol.timetable_days import check_day
from planner.shapes.base import Shape
from planner.shapes.protocol import WrittenCulturalPart
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.undoing import restored


@dataclass(frozen=True)
class Rules:
    """How rows of one sort are written: their class, the step that is open, what has to hold."""

    model: Any
    step: str
    check: Callable[[Event, Any], None]


def show_element(event: Event, written: WrittenCulturalPart) -> None:
    """Name the element among those of the event, which O02.2 counts."""
    named = event.details.get("cultural_elements") or []
    if written.element not in named:
        event.details = event.details | {"cultural_elements": [*named, written.element.value]}


def fits(_event: Event, _written: Shape) -> None:
    """Ask nothing."""


TIMETABLE_RULES = Rules(TimetableItem, "timetable", check_day)
CULTURE_RULES = Rules(CulturalPart, "culture", show_element)
GIFT_RULES = Rules(Gift, "gifts", fits)
STEP_OF = {one.model: one.step for one in (TIMETABLE_RULES, CULTURE_RULES, GIFT_RULES)}


def add_part(event: Event, written: Shape, *, rules: Rules, viewer: Viewer) -> Any:
    """Add a row to an event; return it."""
    check_step(rules.step, event, viewer)
    rules.check(event, written)
    row = rules.model(event=event)
    fill(row, written)
    db.session.add(row)
    return row


def change_part(row: Any, written: Shape, *, rules: Rules, viewer: Viewer) -> Any:
    """Change a row of an event."""
    check_step(rules.step, row.event, viewer)
    rules.check(row.event, written)
    fill(row, written)
    return row


def remove_part(event: Event, row: Any, *, rules: Rules, viewer: Viewer) -> Event:
    """Remove a row of an event; None is gone already."""
    check_step(rules.step, event, viewer)
    if row is not None:
        db.session.delete(row)
    return event


def check_part(row: Any, viewer: Viewer) -> None:
    """Refuse to bring back a row whose event takes none any more."""
    event = db.session.get(Event, row.event_id)
    if event is None:
        raise RuleBroken(_("The event is not there any more."))
    rules = next(
        one for one in (TIMETABLE_RULES, CULTURE_RULES, GIFT_RULES) if isinstance(row, one.model)
    )
    check_step(rules.step, event, viewer)


for model in STEP_OF:
    restored(model.__tablename__)(check_part)
