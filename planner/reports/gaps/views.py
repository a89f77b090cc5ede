"""The gaps page and its files: each line with its next step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.events.models import Event
from planner.objectives.models import Objective
from planner.objectives.queries import plans as all_plans
from planner.presenters.table import Column, Table
from planner.reports.blueprint import bp
from planner.reports.choice import ReportChoice, matrix_rows, objectives_wished, scope_of, wish_of
from planner.reports.forms import PeriodForm
from planner.reports.gaps import found as gaps
from planner.reports.gaps.found import SHOWN
from planner.reports.gaps.lines import (
    GapLine,
    asked_line,
    event_line,
    idle_line,
    outcome_line,
    owed_line,
    report_line,
    risk_line,
    stale_line,
    unmet_line,
)
from planner.reports.measures.coverage import Coverage, coverage, narrowed
from planner.reports.measures.scope import Links, Scope
from planner.reports.page_parts import (
    offer_choices,
    period_words,
    report_links,
    report_marking,
    report_release,
    silent_codes,
)
from planner.web.access import may
from planner.web.addresses import absolute
from planner.web.tables import respond_table


@dataclass(frozen=True)
class Section:
    """Gaps of one kind."""

    key: str
    title: str
    none: str
    lines: Sequence[GapLine]
    number: int
    all_url: str = ""


def sections(
    wish: ReportChoice,
    scope: Scope,
    found: Coverage,
    objectives: Sequence[Objective],
    limit: int | None,
) -> list[Section]:
    """Return the gaps of a scope by kind; `limit` cuts each kind's lines, never its number."""
    links = report_links()
    if wish.chooses_objectives:
        scope = narrowed(scope, (row.id for row in objectives))
    start = max(scope.period.first, min(scope.today, scope.period.last))
    idle = [idle_line(one, links, start) for one in gaps.without_events(scope, objectives)]
    missing = [unmet_line(line, scope, links, start) for line in gaps.unmet(found)]
    owed = [owed_line(follow_up, scope.today) for follow_up in gaps.overdue_follow_ups(scope)]
    silent = gaps.stale_partners(scope.today, silent_codes(scope))
    stale = [stale_line(silence, links, scope.today) for silence in silent]
    return [
        whole(
            "unmet",
            _("Requirements not met"),
            none_unmet(found),
            missing,
            limit,
            links.rows_of("unmet", scope),
        ),
        whole(
            "idle",
            _("Objectives without any event"),
            _("Every objective is served."),
            idle,
            limit,
            links.rows_of("idle", scope),
        ),
        *event_sections(scope, links, limit),
        whole(
            "at-risk",
            _("Targets at risk"),
            none_at_risk(scope),
            [risk_line(reading, scope) for reading in gaps.targets_at_risk(scope, objectives)],
            limit,
            links.rows_of("targets-at-risk", scope),
        ),
        whole(
            "overdue",
            _("Follow-ups overdue"),
            _("Nothing is overdue."),
            owed,
            limit,
            links.rows_of("owed-late", scope),
        ),
        whole(
            "stale",
            _("Partners not met in time"),
            _("Every partner was met in time."),
            stale,
            limit,
            links.rows_of("stale", scope),
        ),
    ]


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


def event_sections(scope: Scope, links: Links, limit: int | None) -> list[Section]:
    """Return the sections whose lines are events."""
    linkless, count = gaps.events_without_objective(scope, limit)
    silent, unreported = gaps.without_report(scope, limit)
    unanswered, unknown = gaps.without_outcome(scope, limit)
    asked, open_ones = gaps.unanswered(scope, limit)
    return [
        Section(
            "unanswered",
            _("Did it take place?"),
            _("No approved event whose last day has passed waits for an answer."),
            [asked_line(one) for one in asked],
            open_ones,
            links.rows("unanswered", scope),
        ),
        Section(
            "no-objective",
            _("Events without an objective"),
            _("Every event serves an objective."),
            [event_line(one, _("Link objectives"), "events.edit", "plan") for one in linkless],
            count,
            links.rows("no-objective", scope),
        ),
        Section(
            "unreported",
            _("Executed without a report"),
            _("Every report is written."),
            [report_line(one, scope.today) for one in silent],
            unreported,
            links.rows("unreported", scope),
        ),
        Section(
            "no-outcome",
            _("Executed without an outcome"),
            _("For every event somebody said what came of it."),
            [outcome_line(one, scope.today) for one in unanswered],
            unknown,
            links.rows("no-answer", scope),
        ),
    ]


def whole(
    key: str, title: str, none: str, lines: Sequence[GapLine], limit: int | None, all_url: str = ""
) -> Section:
    """Return a section of which all lines are known."""
    return Section(key, title, none, lines[:limit], len(lines), all_url)


def asked_sections(limit: int | None) -> tuple[PeriodForm, Coverage, list[Section]]:
    """Return the form of this request, what its requirements are compared with, and its gaps."""
    form = PeriodForm(request.args)
    offer_choices(form, today())
    form.validate()
    wish = wish_of(form.data)
    scope = scope_of(wish, all_plans(), today())
    objectives = objectives_wished(wish, scope)
    rows = matrix_rows(objectives, "objective")
    found = coverage(scope, rows, is_narrowed=wish.chooses_objectives)
    return form, found, sections(wish, scope, found, objectives, limit)


def named(found: Iterable[Section]) -> list[Event]:
    """Return the events that lines name or hang on."""
    return [line.event for section in found for line in section.lines if line.event]


@bp.route("/gaps", endpoint="gaps")
@may("see")
def gaps_page() -> ResponseReturnValue:
    """Show what is missing, each line with its next step."""
    form, compared, found = asked_sections(SHOWN)
    scope = compared.scope
    return render_template(
        "reports/gaps.html",
        form=form,
        found=found,
        coverage=compared,
        period=scope.period,
        period_words=period_words(scope.period),
        query=request.query_string.decode(),
        today=today(),
        page_marking=report_marking(scope, named(found)),
    )


@bp.route("/gaps.<suffix>", endpoint="gaps_file")
@may("see")
def gaps_file(suffix: str) -> ResponseReturnValue:
    """Send every gap as CSV or as a workbook."""
    _form, compared, found = asked_sections(None)
    scope = compared.scope
    columns = (
        Column(_("Gap")),
        Column(_("What")),
        Column(_("Detail")),
        Column(_("Next step")),
        Column(_("Address")),
    )
    table = Table(
        _("Gaps"),
        columns,
        list(lines_of(found)),
        (*period_notes(scope), *report_release(scope, named(found))),
        str(report_marking(scope, named(found)).label),
    )
    name = _("gaps") + f"-{scope.period.first}-{scope.period.last}"
    return respond_table(table, suffix, name)


def lines_of(found: Iterable[Section]) -> Iterable[tuple[str, ...]]:
    """Give every line for a file."""
    for section in found:
        for line in section.lines:
            words, address = line.step
            yield (section.title, line.text, line.words, words, absolute(address))


def period_notes(scope: Scope) -> tuple[str, ...]:
    """Return the period as a note for a file."""
    return (_("Period: %(first)s to %(last)s", first=scope.period.first, last=scope.period.last),)
