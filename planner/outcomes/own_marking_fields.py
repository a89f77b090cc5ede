"""The fields for a marking of its own, and what they offer."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from planner.choices import Marking
from planner.outcomes.models import AfterActionReport, Outcome
from planner.text.reading import marking_or_none
from planner.viewers import Viewer


def own_marking_field() -> Any:
    """Return the field of a marking that is at least that of the events."""
    return SelectField(_l("Marking"), coerce=marking_or_none)


def looked_at_field() -> Any:
    """Return the tick that words which hint at a higher marking were looked at."""
    return BooleanField(
        _l("The words were looked at: it may be marked lower"),
        description=_l("Words such as “intelligence” ask for OFFICIAL-SENSITIVE."),
    )


def own_markings_offered(
    least: Marking | None, viewer: Viewer, row: Outcome | AfterActionReport | None = None
) -> dict[str, str]:
    """Return the markings to choose from: as the events are, and those above them.

    `least` is the highest of the events, none where they are not chosen yet. What the row has
    stays among them.
    """
    own = row.marking if row else None
    as_events = _("As its events are")
    if least is not None:
        as_events = _("As its events are (%(marking)s)", marking=least.label)
    higher = [one for one in Marking if (least or Marking.PUBLIC) < one <= viewer.ceiling]
    offered = sorted({*higher, *([own] if own is not None else [])})
    return {"": as_events} | {str(int(one)): str(one.label) for one in offered}
