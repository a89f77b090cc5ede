"""What came of the sample engagements: reports, outcomes, follow-ups, lessons, media.

All of it is told through the product's own doors, each on a day that has come.
"""

from collections.abc import Sequence
from datetime import timedelta

from planner.choices import (
    EventState,
)
from planner.db import db
from planner.events.models import Event
from planner.events.states.workflow import move_event
from planner.outcomes.report_actions import file_report
from planner.sample.findings import TONES, find_outcome, note_lesson, publish
from planner.sample.held import ALWAYS_TOLD, Held
from planner.sample.later import look_again
from planner.sample.office import SampleOffice
from planner.sample.promises import keep_in_touch, owe
from planner.shapes.event_moves import StateMove
from planner.shapes.report import WrittenReport


def tell_aftermath(
    office: SampleOffice, real: Sequence[Event], invented: Sequence[tuple[str, Event]]
) -> None:
    """Report two in three of the executed events; leave the rest as work to be done."""
    keyed = [*invented, *(("", event) for event in real)]
    found = [(key, event) for key, event in keyed if event.state is EventState.EXECUTED]
    found.sort(key=lambda one: (one[1].actual_ends_on, one[1].title))
    for place, (key, event) in enumerate(found):
        held = Held(event, key, place)
        if place % 3 or key in ALWAYS_TOLD:
            report(office, held)
        if place % 2 or key in ALWAYS_TOLD:
            owe(office, held)
        if key == "course":
            keep_in_touch(office, held)


def report(office: SampleOffice, held: Held) -> None:
    """File the after-action report with what was found, and mark the event reported."""
    event, place, viewer = held.event, held.place, office.planner.as_viewer
    filed = max(
        event.created_at, office.evening(held.ended_on + timedelta(days=8 + 9 * (place % 4)))
    )
    has_outcome = place % 5 > 0 or held.key in ALWAYS_TOLD
    has_lesson, has_media = place % 4 == 1, place % 3 == 1 or held.key in TONES
    file_report(
        event,
        WrittenReport(
            attended=tuple(row.id for row in event.attendances),
            participants_actual=event.participants_actual,
            planned="As in the plan (sample).",
            happened="All parts were held; the programme ran a little late (sample).",
            why="Transport took longer than booked.",
            sustain="Early contact with the other side’s planners.",
            improve="Book interpreters with the first notice.",
            has_no_outcomes=not has_outcome,
            has_no_lessons=not has_lesson,
            has_no_media=not has_media,
        ),
        viewer=viewer,
        now=filed,
    )
    if has_outcome:
        find_outcome(office, held)
    if has_lesson:
        note_lesson(office, held)
    if has_media:
        publish(office, held)
    db.session.flush()
    reported = StateMove(note="Reported (sample).")
    move_event(event, EventState.REPORTED, reported, viewer=viewer, now=filed)
    look_again(office, held)
