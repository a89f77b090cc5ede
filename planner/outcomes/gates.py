"""What an event needs from this room before it counts as reported or closed (DOMAIN 2)."""

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import EventState
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.states.calendar_gates import holds_days
from planner.events.states.gates import gate, phrases
from planner.outcomes.actions import began
from planner.outcomes.promise_queries import open_count_of
from planner.outcomes.queries import outcomes_of
from planner.outcomes.report_queries import any_report_of, told_of
from planner.web.day_words import day


@gate(EventState.REPORTED)
def reported_needs(event: Event) -> list[str]:
    """A report; outcomes, lessons and media, or the tick that there are none."""
    told = told_of(event)
    if told is None:
        return [_("the after-action report")]
    report, counts = told
    return phrases(
        (counts["outcomes"] > 0 or report.has_no_outcomes, _("outcomes, or “No outcomes found”")),
        (counts["lessons"] > 0 or report.has_no_lessons, _("lessons, or “No lessons”")),
        (counts["media"] > 0 or report.has_no_media, _("media items, or “No media coverage”")),
    )


@holds_days
def what_was_told_fits(event: Event) -> None:
    """Refuse actual days that begin after an outcome was seen, or end after the report."""
    report = any_report_of(event)
    if report and event.actual_ends_on and report.reported_on < event.actual_ends_on:
        raise RuleBroken(
            _(
                "The report was filed on %(day)s, so the event cannot have ended later. "
                "Enter a last day up to then.",
                day=day(report.reported_on),
            )
        )
    for outcome in outcomes_of(event):
        if outcome.seen_on < began(outcome.events)[0]:
            raise RuleBroken(
                _(
                    "The outcome “%(title)s” was seen on %(day)s, before these days. "
                    "Correct the day it was seen first.",
                    title=outcome.title,
                    day=day(outcome.seen_on),
                )
            )


@gate(EventState.CLOSED)
def closed_needs(event: Event) -> list[str]:
    """Every follow-up done, handed over or dropped."""
    if owed := open_count_of(event):
        return [
            ngettext(
                "the end of %(num)d open follow-up",
                "the end of %(num)d open follow-ups",
                owed,
            )
        ]
    return []
