"""The kinds of gap whose lines are events."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.events.models import Event
from planner.reports.gaps import found as gaps
from planner.reports.gaps.event_lines import asked_line, event_line, outcome_line, report_line
from planner.reports.gaps.lines import GapLine
from planner.reports.measures.scope import Scope
from planner.shapes.figure import Label


@dataclass(frozen=True)
class EventSection:
    """A kind of gap whose lines are events: what finds them and what makes lines of them."""

    key: str
    measure: str
    title: Label
    none: Label
    find: Callable[[Scope, int | None], tuple[list[Event], int]]
    line: Callable[[Event, date], GapLine]


def linkless_line(event: Event, _today: date) -> GapLine:
    """Return an event that serves no objective."""
    return event_line(event, _("Link objectives"), "events.edit", "plan")


EVENT_SECTIONS = (
    EventSection(
        "unanswered",
        "unanswered",
        _l("Did it take place?"),
        _l("No approved event whose last day has passed waits for an answer."),
        gaps.unanswered,
        lambda event, _today: asked_line(event),
    ),
    EventSection(
        "no-objective",
        "no-objective",
        _l("Events without an objective"),
        _l("Every event serves an objective."),
        gaps.events_without_objective,
        linkless_line,
    ),
    EventSection(
        "unreported",
        "unreported",
        _l("Executed without a report"),
        _l("Every report is written."),
        gaps.without_report,
        report_line,
    ),
    EventSection(
        "no-outcome",
        "no-answer",
        _l("Executed without an outcome"),
        _l("For every event somebody said what came of it."),
        gaps.without_outcome,
        outcome_line,
    ),
)
