"""The gaps of a scope by kind, each kind a section of the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.objectives.models import Objective
from planner.reports.behind.leaves import (
    OF_UNMET,
    of_limits,
    of_targets,
    owed_later,
    proposed_objectives,
)
from planner.reports.gaps import found as gaps
from planner.reports.gaps.event_kinds import EVENT_SECTIONS
from planner.reports.gaps.fillers import Fillers, Gap, fillers
from planner.reports.gaps.lines import (
    GapLine,
    idle_line,
    owed_line,
    risk_line,
    stale_line,
    unmet_line,
)
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.timeliness import number_overdue
from planner.reports.page_parts import silent_codes
from planner.shapes.figure import Label, LeftOut
from planner.web.access import viewer


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
    left_out: tuple[LeftOut, ...] = ()
    """What is not among them, and why."""

    def groups(self, first: int, last: int | None) -> list[tuple[str, list[GapLine]]]:
        """Return some of the lines under what they have in common, in the order they have."""
        some = groupby(self.lines[first:last], lambda one: one.group)
        return [(name, list(lines)) for name, lines in some]

    def first(self, limit: int | None) -> "GapSection":
        """Return the section with so many of its lines."""
        return replace(self, lines=self.lines[:limit])


def sections(
    scope: Scope,
    found: Coverage,
    objectives: Sequence[Objective],
    links: Links,
    limit: int | None,
) -> list[GapSection]:
    """Return the gaps of a scope by kind; `limit` cuts each kind's lines, never its number."""
    silent = silences(scope.today, silent_codes(scope))
    unmet, idle = first_unmet(found, limit), gaps.without_events(scope, objectives)
    codes = {str(column.key) for column in found.columns} | {one.nation.code for one in silent}
    held: Fillers = {}
    if viewer().may("plan"):
        wanted = gaps_to_fill(unmet[0], idle, silent)
        held = fillers(scope, wanted, codes) if wanted else {}
    whole = (
        *objective_sections(scope, found, unmet, idle, links, held),
        *event_sections(scope, links, limit),
        at_risk_section(scope, objectives, links),
        overdue_section(scope, links, limit),
        stale_section(scope, links, silent, held),
    )
    return [alike_together(section.first(limit)) for section in whole]


def alike_together(section: GapSection) -> GapSection:
    """Return a section with lines alike beside each other, in the order in which they appear."""
    found: dict[str, list[GapLine]] = {}
    for line in section.lines:
        found.setdefault(line.group, []).append(line)
    return replace(section, lines=[line for lines in found.values() for line in lines])


def gaps_to_fill(
    unmet: Sequence[gaps.Unmet], idle: Sequence[Objective], silent: Sequence[Silence]
) -> set[Gap]:
    """Return the gaps whose lines propose an event that was held."""
    return {
        *((line.objective_id, line.nation) for line in unmet),
        *((one.id, None) for one in idle),
        *((None, one.nation.code) for one in silent),
    }


def first_unmet(found: Coverage, limit: int | None) -> tuple[list[gaps.Unmet], int]:
    """Return the first cells with a gap, objectives in the order of the matrix; and how many."""
    place = {row.key: number for number, row in enumerate(found.rows)}
    missing = gaps.unmet(found)
    return sorted(missing[:limit], key=lambda line: place[line.objective_id]), len(missing)


def objective_sections(
    scope: Scope,
    found: Coverage,
    unmet: tuple[Sequence[gaps.Unmet], int],
    idle: Sequence[Objective],
    links: Links,
    held: Fillers,
) -> list[GapSection]:
    """Return what is required and not met, and objectives that nothing serves."""
    start = max(scope.period.first, min(scope.today, scope.period.last))
    lines, number = unmet
    missing = [unmet_line(line, scope, links, start, held) for line in lines]
    served_by_none = [idle_line(one, links, start, held) for one in idle]
    return [
        GapSection(
            "unmet",
            _("Requirements not met"),
            none_unmet(found),
            missing,
            number,
            links.rows_of("unmet", scope),
            tuple(OF_UNMET(scope, links)),
        ),
        GapSection(
            "idle",
            _("Objectives without any event"),
            _("Every objective is served."),
            served_by_none,
            len(idle),
            links.rows_of("idle", scope),
            tuple(proposed_objectives(scope, links)),
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
    read = gaps.targets_read(scope, objectives)
    lines = [risk_line(reading, scope) for reading in gaps.at_risk_of(read)]
    rows, left_out = links.rows_of("targets-at-risk", scope), tuple(of_targets(read, scope, links))
    title, none = _("Targets at risk"), none_at_risk(scope)
    return GapSection("at-risk", title, none, lines, len(lines), rows, left_out)


def overdue_section(scope: Scope, links: Links, limit: int | None) -> GapSection:
    """Return what is owed and late."""
    late = gaps.overdue_follow_ups(scope, limit)
    number = len(late) if limit is None or len(late) < limit else number_overdue(scope)
    lines = [owed_line(follow_up, scope.today) for follow_up in late]
    rows, none = links.rows_of("owed-late", scope), _("Nothing is overdue.")
    title, left_out = _("Follow-ups overdue"), tuple(owed_later(scope, links))
    return GapSection("overdue", title, none, lines, number, rows, left_out)


def stale_section(
    scope: Scope, links: Links, found: Sequence[Silence], held: Fillers
) -> GapSection:
    """Return the partners beyond the limit of their tier, and behind them those never met."""
    late = sorted(gaps.stale_of(found), key=lambda silence: silence.last_on is None)
    lines = [stale_line(silence, links, scope.today, held) for silence in late]
    rows, none = links.rows_of("stale", scope), _("Every partner was met in time.")
    title, left_out = _("Partners not met in time"), tuple(of_limits(found, scope, links))
    return GapSection("stale", title, none, lines, len(lines), rows, left_out)


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
