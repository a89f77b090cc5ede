"""Concerns of people outside: noted, answered, taken off."""

from datetime import date

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.outcomes.concern_models import Concern
from planner.outcomes.of_nation import place
from planner.shapes.base import Misfit
from planner.shapes.concern import ConcernAnswered, WrittenConcern
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.undoing import restored


def note_concern(
    event: Event | None, written: WrittenConcern, *, viewer: Viewer, today: date
) -> Concern:
    """Note a concern about an event, or about the ties with a nation."""
    check_keeper(viewer)
    concern = Concern(event=event)
    write_concern(concern, written, viewer=viewer, today=today)
    db.session.add(concern)
    return concern


def change_concern(
    concern: Concern, written: WrittenConcern, *, viewer: Viewer, today: date
) -> Concern:
    """Change what is known of a concern."""
    check_keeper(viewer)
    write_concern(concern, written, viewer=viewer, today=today)
    return concern


def write_concern(
    concern: Concern, written: WrittenConcern, *, viewer: Viewer, today: date
) -> None:
    """Check and set what is known of a concern."""
    place(concern, concern.event, written, viewer)
    fill(concern, written, but={"nation_code", "marking"})
    if concern.raised_on > today:
        raise RuleBroken(_("The day on which it was raised lies in the future."))
    check_answer(concern, today)


def answer_concern(
    concern: Concern, answered: ConcernAnswered, *, viewer: Viewer, today: date
) -> Concern:
    """Note how a concern was answered."""
    check_keeper(viewer)
    fill(concern, answered)
    check_answer(concern, today)
    return concern


def check_answer(concern: Concern, today: date) -> None:
    """Refuse half an answer, and one on an impossible day."""
    if concern.answered_on is None:
        if concern.answer:
            raise Misfit({"answered_on": _("Enter the day of the answer")})
        return
    if not concern.answer:
        raise Misfit({"answer": _("Enter what was answered")})
    if concern.answered_on > today:
        raise RuleBroken(_("The day of the answer lies in the future."))
    if concern.answered_on < concern.raised_on:
        raise RuleBroken(_("It cannot have been answered before it was raised."))


def remove_concern(concern: Concern, *, viewer: Viewer) -> Concern:
    """Take a concern off the record."""
    check_keeper(viewer)
    db.session.delete(concern)
    return concern


@restored("concern")
def restored_concern(_concern: Concern, viewer: Viewer) -> None:
    """Let those bring a concern back who keep the record."""
    check_keeper(viewer)


def check_keeper(viewer: Viewer) -> None:
    """Raise NotAllowed for a role that does not keep the record of concerns."""
    viewer.require("report", _("Your role does not keep the record of concerns."))
