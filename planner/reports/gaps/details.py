"""The details of gaps, and of rows behind numbers: sentences around values, not text yet."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.events.models import Event
from planner.objectives.readings import Reading
from planner.objectives.reasons import PARTS as REASONS
from planner.objectives.reasons import light_label
from planner.outcomes.models import FollowUp
from planner.outcomes.report_due import Due
from planner.presenters.table import Column
from planner.reports.figures.parts import in_days
from planner.reports.measures.contacts import Silence
from planner.reports.measures.scope import Scope
from planner.reports.measures.wanted import Wanted
from planner.shapes.figure import Duration, Sentence

PARTS = {
    "required": Column(_l("Required"), "number"),
    "reached": REASONS["reached"],
    "expected": REASONS["expected"],
    "held": Column(_l("Held"), "number"),
    "ahead": Column(_l("Approved and ahead"), "number"),
    "asked": Column(_l("Not yet answered"), "number"),
    "waiting": Column(_l("Not yet approved"), "number"),
    "unplanned": Column(_l("With nothing planned"), "number"),
    "when_first": Column(_l("First day"), "precise_day"),
    "when_last": Column(_l("Last day"), "precise_day"),
    "now": Column(_l("Value now"), "number"),
    "wanted": Column(_l("Value wanted"), "number"),
    "due": Column(_l("Due"), "day"),
    "late": Column(_l("Days late"), "duration"),
    "met": Column(_l("Last met"), "day"),
    "since": Column(_l("Days since"), "duration"),
    "limit": Column(_l("Limit"), "duration"),
    "closed": Column(_l("Closed on"), "day"),
}
"""By their name in the sentences; a column stands in a file where any row has the value."""


def days_of(event: Event) -> Sentence:
    """Return when an event is or was."""
    return Sentence("%(when)s", {"when": (event.start, event.end)})


def due(found: Due) -> Sentence:
    """Return by which day a step is due, and how late it is."""
    if not found.is_late:
        return Sentence(_("due %(due)s"), {"due": found.on})
    values = {"due": found.on, "late": Duration(found.days_late)}
    return Sentence(_("due %(due)s, %(late)s late"), values)


def compared_words(wanted: Wanted) -> Sentence:
    """Return what is required and held, what will surely close the gap, and what nothing does."""
    words = _("%(required)s required, %(held)s held, %(ahead)s approved and ahead")
    if wanted.unplanned:
        words += "; " + _("%(unplanned)s with nothing planned")
    values = {
        "required": wanted.required,
        "held": wanted.filled,
        "ahead": wanted.to_come,
        "asked": wanted.asked,
        "waiting": wanted.waiting,
        "unplanned": wanted.unplanned,
    }
    return Sentence(words, values)


def risk(reading: Reading, scope: Scope) -> Sentence:
    """Return the light, why it shows, what there is now, and what is due next and when."""
    why = {"light": light_label(reading.light), "reason": reading.reason}
    words = "%(light)s: %(reason)s"
    due_on = reading.due_on(min(scope.today, scope.period.last))
    if reading.target is None or due_on is None:
        return Sentence(words, why)
    wanted = {"now": reading.told, "wanted": reading.target_told, "due": due_on}
    return Sentence(f"{words}; " + _("%(now)s now, %(wanted)s due by %(due)s"), {**why, **wanted})


def owed(follow_up: FollowUp, present: date) -> Sentence:
    """Return how late a follow-up is, who owes it, and of which event."""
    values = {
        "late": Duration((present - follow_up.due_on).days),
        "owner": owner_name(follow_up.owner),
        "event": follow_up.event.title,
        "due": follow_up.due_on,
    }
    return Sentence(_("%(late)s late") + " · %(owner)s · %(event)s", values)


def silent(found: Silence) -> Sentence:
    """Return when a partner was last met, as exactly as it is known, and the limit of its tier."""
    values: dict[str, object] = {"met": found.last_on, "since": in_days(found.days)}
    if found.last_on is None:
        words = _("never met")
    elif found.first_on is not None:
        words = _("last met between %(first)s and %(met)s, at least %(since)s ago")
        values["first"] = found.first_on
    else:
        words = _("last met %(met)s, %(since)s ago")
    if found.limit_days is not None:
        words += "; " + _("limit %(limit)s")
        values["limit"] = Duration(found.limit_days)
    return Sentence(words, values)
