"""Closing an event: attendance, the after-action report and what came of it, in one go."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import EXECUTED_STATES, AttendanceState, EventState
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.states.calendar_gates import check_actual_days, day_there
from planner.outcomes.actions import record_outcome
from planner.outcomes.choice_queries import attendances_of, partners_of
from planner.outcomes.follow_up_actions import hand_out_follow_up
from planner.outcomes.lesson_actions import observe_lesson
from planner.outcomes.models import AfterActionReport
from planner.outcomes.queries import last_day, lessons_of, media_of, outcomes_of, report_of
from planner.viewers import Viewer
from planner.web.nationnames import nation_name

Rows = Sequence[dict[str, Any]]
EXPECTED = {AttendanceState.CONFIRMED, AttendanceState.CLEARED, AttendanceState.ATTENDED}


def file_report(
    event: Event,
    *,
    viewer: Viewer,
    now: datetime,
    attended: Sequence[int],
    headcounts: dict[str, int | None],
    participants_actual: int | None,
    outcomes: Rows,
    lessons: Rows,
    follow_ups: Rows,
    **fields: Any,
) -> AfterActionReport:
    """File or change the report of an executed event, with all that was typed beside it."""
    viewer.require("report", _("Your role does not write reports."))
    refuse_unless_reportable(event)
    present = day_there(event, now)
    check_actual_days(event, present)
    tick_attendance(event, attended)
    count_heads(event, headcounts, participants_actual)
    report = report_of(event) or new_report(event, viewer, present)
    for name, value in fields.items():
        setattr(report, name, value)
    seen_on = min(last_day(event) or present, present)
    for row in outcomes:
        record_outcome(viewer=viewer, now=now, event_ids=[event.id], seen_on=seen_on, **row)
    for row in lessons:
        observe_lesson(event, viewer=viewer, identified_on=present, today=present, **row)
    for row in follow_ups:
        hand_out_follow_up(event, viewer=viewer, now=now, **row)
    refuse_contradictions(event, fields)
    return report


def refuse_unless_reportable(event: Event) -> None:
    """Raise RuleBroken unless the event took place and is not closed."""
    if event.state is EventState.CLOSED:
        raise RuleBroken(_("This event is closed. An administrator can reopen it, with a reason."))
    if event.state not in EXECUTED_STATES:
        raise RuleBroken(_("Mark the event as executed first: a report tells what happened."))


def new_report(event: Event, viewer: Viewer, today: date) -> AfterActionReport:
    """Return an empty report on an event."""
    report = AfterActionReport(event=event, author_id=viewer.user_id, reported_on=today)
    db.session.add(report)
    return report


def tick_attendance(event: Event, attended: Sequence[int]) -> None:
    """Note who came and who did not, of those whose names the writer may see."""
    came = set(attended)
    for attendance in attendances_of(event):
        attendance.has_attended = attendance.id in came
        if attendance.has_attended:
            attendance.state = AttendanceState.ATTENDED
        elif attendance.state in EXPECTED:
            attendance.state = AttendanceState.NO_SHOW


def count_heads(event: Event, headcounts: dict[str, int | None], total: int | None) -> None:
    """Note how many came, by nation and in all."""
    partners = {partner.nation_code: partner for partner in partners_of(event)}
    for code, number in headcounts.items():
        if code in partners:
            partners[code].headcount_actual = number
        elif number is not None:
            raise RuleBroken(
                _(
                    "%(nation)s takes no part in this event. Leave its headcount empty.",
                    nation=nation_name(code),
                )
            )
    event.participants_actual = total


def refuse_contradictions(event: Event, ticks: dict[str, Any]) -> None:
    """Raise RuleBroken when a “none” is ticked beside one that is recorded."""
    db.session.flush()  # the rows of this form count as well
    if ticks.get("has_no_outcomes") and outcomes_of(event):
        raise RuleBroken(_("You ticked “No outcomes found”, but an outcome is recorded. Untick."))
    if ticks.get("has_no_lessons") and lessons_of(event):
        raise RuleBroken(_("You ticked “No lessons”, but a lesson is recorded. Untick."))
    if ticks.get("has_no_media") and media_of(event):
        raise RuleBroken(_("You ticked “No media coverage”, but a media item is recorded. Untick."))
