"""Closing an event: attendance, the after-action report and what came of it, in one go."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

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
from planner.outcomes.own_marking import asks_in_vain, check_words, mark, marked_as
from planner.outcomes.queries import last_day
from planner.outcomes.report_queries import has_report, report_of, seen_counts_of
from planner.outcomes.told import marking_of
from planner.shapes.lesson import WrittenLesson
from planner.shapes.outcome import Markable, WrittenOutcome
from planner.shapes.report import BESIDE, WrittenReport
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.nationnames import nation_name

EXPECTED = {AttendanceState.CONFIRMED, AttendanceState.CLEARED, AttendanceState.ATTENDED}


def file_report(
    event: Event, written: WrittenReport, *, viewer: Viewer, now: datetime
) -> AfterActionReport:
    """File or change the report of an executed event, with all that was typed beside it."""
    viewer.require("report", _("Your role does not write reports."))
    refuse_unless_reportable(event)
    present = day_there(event, now)
    check_actual_days(event, present)
    tick_attendance(event, written.attended)
    count_heads(event, written.headcounts, written.participants_actual)
    report = report_of(event) or new_report(event, viewer, present)
    write_report(report, written, viewer)
    add_rows(event, written, viewer=viewer, now=now)
    refuse_contradictions(event, written)
    return report


def write_report(report: AfterActionReport, written: WrittenReport, viewer: Viewer) -> None:
    """Set what a report says, and its marking."""
    events = [report.event]
    let_be = asks_in_vain(report, marked_as(report.marking, events))
    marking = mark(report, written, events, viewer)
    fill(report, written, but=BESIDE)
    check_words(report, marking, was_let_be=let_be)


def set_report_marking(
    report: AfterActionReport, written: Markable, *, viewer: Viewer
) -> AfterActionReport:
    """Mark a report higher or lower, whatever its event’s state; its words stay (DOMAIN 3)."""
    let_be = asks_in_vain(report, marking_of(report))
    marking = mark(report, written, [report.event], viewer)
    check_words(report, marking, was_let_be=let_be)
    return report


def add_rows(event: Event, written: WrittenReport, *, viewer: Viewer, now: datetime) -> None:
    """Record the outcomes and lessons that a report tells, and hand out its follow-ups."""
    present = day_there(event, now)
    seen_on = min(last_day(event) or present, present)
    for found in written.outcomes:
        outcome = WrittenOutcome(event_ids=(event.id,), seen_on=seen_on, **found.given())
        record_outcome(outcome, viewer=viewer, now=now)
    for learned in written.lessons:
        lesson = WrittenLesson(identified_on=present, **learned.given())
        observe_lesson(event, lesson, viewer=viewer, today=present)
    for owed in written.follow_ups:
        hand_out_follow_up(event, owed, viewer=viewer, now=now)


def refuse_unless_reportable(event: Event) -> None:
    """Raise RuleBroken unless the event took place and is not closed."""
    if event.state is EventState.CLOSED:
        raise RuleBroken(_("This event is closed. An administrator can reopen it, with a reason."))
    if event.state not in EXECUTED_STATES:
        raise RuleBroken(_("Mark the event as executed first: a report tells what happened."))


def new_report(event: Event, viewer: Viewer, today: date) -> AfterActionReport:
    """Return an empty report on an event; RuleBroken where there is one that is hidden."""
    if has_report(event):
        raise RuleBroken(
            _(
                "A report is on file that is marked higher than you may see. "
                "Ask somebody who may see it to change it."
            )
        )
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


def count_heads(event: Event, headcounts: Mapping[str, int | None], total: int | None) -> None:
    """Note how many came, by nation and in all."""
    known = partners_of(event) if headcounts else ()
    partners = {partner.nation_code: partner for partner in known}
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


def refuse_contradictions(event: Event, ticks: WrittenReport) -> None:
    """Raise RuleBroken when a “none” is ticked beside one that is recorded."""
    if ticks.outcomes or ticks.lessons:
        db.session.flush()  # the rows of this form count as well
    if not (ticks.has_no_outcomes or ticks.has_no_lessons or ticks.has_no_media):
        return
    seen = seen_counts_of(event)
    if ticks.has_no_outcomes and seen["outcomes"]:
        raise RuleBroken(_("You ticked “No outcomes found”, but an outcome is recorded. Untick."))
    if ticks.has_no_lessons and seen["lessons"]:
        raise RuleBroken(_("You ticked “No lessons”, but a lesson is recorded. Untick."))
    if ticks.has_no_media and seen["media"]:
        raise RuleBroken(_("You ticked “No media coverage”, but a media item is recorded. Untick."))
