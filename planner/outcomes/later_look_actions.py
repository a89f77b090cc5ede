"""Taking a later look: what lasted of what came of an event."""

from datetime import datetime

from flask_babel import gettext as _

from planner.choices import Lasted
from planner.errors import RuleBroken
from planner.officetime import office_day
from planner.outcomes.models import LaterLook
from planner.shapes.later_look import TakenLook
from planner.viewers import Viewer

OPEN_QUESTIONS = (Lasted.PARTLY, Lasted.GONE, Lasted.NOT_YET_KNOWN)
"""Answers that say nothing without a word of why."""


def take_look(look: LaterLook, taken: TakenLook, *, viewer: Viewer, now: datetime) -> LaterLook:
    """Record what lasted; the last answer stands, and who gave it on which day."""
    viewer.require("report", _("Your role does not record what lasted."))
    today = office_day(now)
    if look.event.actual_ends_on and today <= look.event.actual_ends_on:
        raise RuleBroken(_("The event has only just ended. Look again later."))
    if taken.lasted in OPEN_QUESTIONS and not taken.note:
        raise RuleBroken(_("Say in the note what is left, what is gone, or what you wait for."))
    look.lasted, look.note = taken.lasted, taken.note
    look.looked_on, look.looked_by_id = today, viewer.user_id
    return look


def put_look_off(look: LaterLook, *, viewer: Viewer) -> LaterLook:
    """Take an answer back: the look is still to be taken."""
    viewer.require("report", _("Your role does not record what lasted."))
    if look.lasted is None:
        raise RuleBroken(_("Nobody has taken this look yet."))
    look.lasted, look.note, look.looked_on, look.looked_by_id = None, "", None, None
    return look
