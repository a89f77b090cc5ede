"""The gaps of a scope by kind, each kind a section of the page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.events.models import Event
from planner.objectives.models import Objective
from planner.reports.gaps import found as gaps
from planner.reports.gaps.event_lines import asked_line, event_line, outcome_line, report_line
from planner.reports.gaps.lines import (
    GapLine,
    idle_line,
    owed_line,
    risk_line,
    stale_line,
    unmet_line,
)
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.scope import Links, Scope
from planner.reports.page_parts import silent_codes
from planner.shapes.figure import Label


@dataclass(frozen=True)
class GapSection:
    """Gaps of one kind."""

    key: str
    title: Label
    none: Label
    """What is true where there is none."""
    lines: Sequence[GapLine]
    number: int
    """How many there are, whatever is shown."""
    all_url: str = ""

    def first(self, limit: int | None) -> "GapSection":
        """Return the section with so many of its lines."""
        return replace(self, lines=self.lines[:limit])


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


def sections(
    scope: Scope,
    found: Coverage,
    objectives: Sequence[Objective],
    links: Links,
    limit: int | None,
) -> list[GapSection]:
    """Return the gaps of a scope by kind; `limit` cuts each kind's lines, never its number."""
    whole = (
        *objective_sections(scope, found, objectives, links),
        *event_sections(scope, links, limit),
        at_risk_section(scope, objectives, links),
        overdue_section(scope, links),
        stale_section(scope, links),
    )
    return [section.first(limit) for section in whole]


def objective_sections(
    scope: Scope, found: Coverage, objectives: Sequence[Objective], links: Links
) -> list[GapSection]:
    """Return what is required and not met, and objectives that nothing serves."""
    start = max(scope.period.first, min(scope.today, scope.period.last))
    missing = [unmet_line(line, scope, links, start) for line in gaps.unmet(found)]
    idle = [idle_line(one, links, start) for one in gaps.without_events(scope, objectives)]
    return [
        GapSection(
            "unmet",
            _("Requirements not met"),
            none_unmet(found),
            missing,
            len(missing),
            links.rows_of("unmet", scope),
        ),
        GapSection(
            "idle",
            _("Objectives without any event"),
            _("Every objective is served."),
            idle,
            len(idle),
            links.rows_of("idle", scope),
        ),
    ]


def event_sections(scope: Scope, links: Links, limit: int | None) -> Iterable[GapSection]:
    """Give the sections whose lines are events."""
    for one in EVENT_SECTIONS:
        events, number = one.find(scope, limit)
        lines = [one.line(event, scope.today) for event in events]
        rows = links.rows(one.measure, scope)
        yield GapSection(one.key, one.title, one.none, lines, number, rows)


def at_risk_section(scope: Scope, objectives: Sequence[Objective], links: Links) -> GapSection:
    """Return the targets that are behind or off track."""
    lines = [risk_line(reading, scope) for reading in gaps.targets_at_risk(scope, objectives)]
    rows = links.rows_of("targets-at-risk", scope)
    title = _("Targets at risk")
    return GapSection("at-risk", title, none_at_risk(scope), lines, len(lines), rows)


def overdue_section(scope: Scope, links: Links) -> GapSection:
    """Return what is owed and late."""
    lines = [owed_line(follow_up, scope.today) for follow_up in gaps.overdue_follow_ups(scope)]
    rows, none = links.rows_of("owed-late", scope), _("Nothing is overdue.")
    return GapSection("overdue", _("Follow-ups overdue"), none, lines, len(lines), rows)


def stale_section(scope: Scope, links: Links) -> GapSection:
    """Return the partners beyond the limit of their tier, and those never met."""
    silent = gaps.stale_partners(scope.today, silent_codes(scope))
    lines = [stale_line(silence, links, scope.today) for silence in silent]
    rows, none = links.rows_of("stale", scope), _("Every partner was met in time.")
    return GapSection("stale", _("Partners not met in time"), none, lines, len(lines), rows)


def none_at_risk(scope: Scope) -> str:
    """Return what is true where no target is listed as at risk."""
    if scope.today < scope.period.first:
        return str(_("The period has not begun."))
    return str(_("No target that was measured is at risk."))


def none_unmet(found: Coverage) -> str:
    """Return what is true where no requirement is listed as not met: only what was compared."""
    wanted = found.figures[None, None].wanted
    if wanted is None:
        return str(_("Nothing was compared: no requirement is agreed for years cut like these."))
    if not wanted.required:
        return str(_("Nothing was compared: nothing is required here."))
    return str(
        ngettext("The one requirement is met.", "All %(num)d requirements are met.", wanted.cells)
    )
