"""The gaps page and its files: each line with its next step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import EventState
from planner.clock import today
from planner.events.models import Event
from planner.objectives.models import Objective
from planner.objectives.queries import plans as all_plans
from planner.outcomes.models import FollowUp
from planner.partners.tables import between
from planner.presenters.table import Column, Table
from planner.reports import gaps
from planner.reports.asked import Wish, matrix_rows, objectives_wished, scope_of, wish_of
from planner.reports.blueprint import bp
from planner.reports.coverage import Coverage, coverage, narrowed
from planner.reports.forms import PeriodForm
from planner.reports.gaps import SHOWN, Unmet
from planner.reports.page_parts import (
    offer_choices,
    period_words,
    report_links,
    report_marking,
    report_release,
    silent_codes,
)
from planner.reports.scope import Links, Scope
from planner.reports.timeliness import Silence
from planner.web.access import may, viewer
from planner.web.filters import day, event_period
from planner.web.nationnames import nation_name
from planner.web.tables import respond_table


@dataclass(frozen=True)
class Line:
    """One gap: its words, where it is, what to do about it."""

    text: str
    href: str = ""
    detail: str = ""
    action: str = ""
    action_url: str = ""
    kind: str = ""
    event: Event | None = None


@dataclass(frozen=True)
class Section:
    """Gaps of one kind."""

    key: str
    title: str
    none: str
    lines: Sequence[Line]
    number: int
    all_url: str = ""


def sections(
    wish: Wish, scope: Scope, found: Coverage, objectives: Sequence[Objective], limit: int | None
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
        whole("unmet", _("Requirements not met"), none_unmet(found), missing, limit),
        whole(
            "idle", _("Objectives without any event"), _("Every objective is served."), idle, limit
        ),
        *event_sections(scope, links, limit),
        whole(
            "overdue",
            _("Follow-ups overdue"),
            _("Nothing is overdue."),
            owed,
            limit,
            url_for("followups.index", tab="overdue"),
        ),
        whole(
            "stale",
            _("Partners not met in time"),
            _("Every partner was met in time."),
            stale,
            limit,
        ),
    ]


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
    return [
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
            [report_line(one) for one in silent],
            unreported,
            links.rows("unreported", scope),
        ),
        Section(
            "no-outcome",
            _("Executed without an outcome"),
            _("For every event somebody said what came of it."),
            [outcome_line(one) for one in unanswered],
            unknown,
            links.rows("no-answer", scope),
        ),
    ]


def whole(
    key: str, title: str, none: str, lines: Sequence[Line], limit: int | None, all_url: str = ""
) -> Section:
    """Return a section of which all lines are known."""
    return Section(key, title, none, lines[:limit], len(lines), all_url)


def plan_step(links: Links, objective_id: int | None, nation: str | None, start: date) -> Any:
    """Return the next step that closes a gap: the form filled in, for those who may plan."""
    if not viewer().may("plan"):
        return {}
    url = links.plan(objective_id, nation, start)
    return {"action": _("Plan an event for this gap"), "action_url": url}


def unmet_line(line: Unmet, scope: Scope, links: Links, start: date) -> Line:
    """Return a requirement that is not met."""
    words = _(
        "%(objective)s with %(nation)s", objective=line.objective, nation=nation_name(line.nation)
    )
    href = url_for("objectives.show", objective_id=line.objective_id)
    kind = "late" if line.wanted.residual else "soon"
    if line.waiting and not line.wanted.unplanned:
        own = scope.in_period(scope.period.around).of_objective(line.objective_id)
        waiting = links.rows("unapproved", own.with_nation(line.nation))
        step = {"action": _("See what is planned"), "action_url": waiting}
    else:
        step = plan_step(links, line.objective_id, line.nation, start)
    return Line(words, href, unmet_words(line), kind=kind, **step)


def unmet_words(line: Unmet) -> str:
    """Return what is required and held, what will close the gap, and what nothing closes."""
    wanted = line.wanted
    parts = [
        _("%(number)s required", number=wanted.required),
        _("%(number)s held", number=wanted.held),
        _("%(number)s approved and ahead", number=line.to_come),
    ]
    words = ", ".join(parts)
    if line.waiting:
        words += "; " + ngettext(
            "%(num)d planned, not yet approved", "%(num)d planned, not yet approved", line.waiting
        )
    if wanted.unplanned:
        words += "; " + _("%(number)s with nothing planned", number=wanted.unplanned)
    return words


def idle_line(objective: Objective, links: Links, start: date) -> Line:
    """Return an objective that nothing serves in the period."""
    href = url_for("objectives.show", objective_id=objective.id)
    step = plan_step(links, objective.id, None, start)
    return Line(f"{objective.code} {objective.name}", href, **step)


def event_line(event: Event, words: str, endpoint: str, permission: str) -> Line:
    """Return an event with the step that it lacks, for those who may take it."""
    href = url_for("events.show", event_id=event.id)
    if not viewer().may(permission):
        return Line(event.title, href, event_period(event), event=event)
    step = url_for(endpoint, event_id=event.id)
    return Line(event.title, href, event_period(event), words, step, event=event)


def report_line(event: Event) -> Line:
    """Return an executed event without a report."""
    if event.state is EventState.EXECUTED:
        return event_line(event, _("Write the report"), "reports_after_action.edit", "report")
    return event_line(event, _("Open the event"), "events.show", "see")


def outcome_line(event: Event) -> Line:
    """Return an executed event of which nobody said what came."""
    line = event_line(event, _("Record an outcome"), "events.show", "report")
    if not line.action:
        return line
    return replace(line, action_url=url_for("outcomes.new", event=event.id))


def owed_line(follow_up: FollowUp, present: date) -> Line:
    """Return a follow-up that is overdue."""
    late = ngettext("%(num)d day late", "%(num)d days late", (present - follow_up.due_on).days)
    detail = f"{late} · {follow_up.owner.name} · {follow_up.event.title}"
    url = url_for("followups.show", follow_up_id=follow_up.id)
    return Line(follow_up.what, url, detail, _("Open it"), url, "late", follow_up.event)


def stale_line(silence: Silence, links: Links, present: date) -> Line:
    """Return a partner not met within the limit of its tier."""
    code, limit = silence.nation.code, silence.limit_days
    if silence.last_on is None or silence.days is None:
        detail = _("never met")
    elif silence.first_on is not None:
        detail = _(
            "last met %(when)s, at least %(days)s days ago",
            when=between(silence.first_on, silence.last_on),
            days=silence.days,
        )
    else:
        detail = _(
            "last met %(day)s, %(days)s days ago", day=day(silence.last_on), days=silence.days
        )
    if limit is not None:
        detail = f"{detail}; " + _("limit %(limit)s days", limit=limit)
    href = url_for("nations.show", code=code)
    return Line(
        nation_name(code),
        href,
        detail,
        kind="late" if silence.is_stale else "",
        **plan_step(links, None, code, present),
    )


def asked_sections(limit: int | None) -> tuple[PeriodForm, Coverage, list[Section]]:
    """Return the form of this request, what its requirements are compared with, and its gaps."""
    form = PeriodForm(request.args)
    form.validate()
    offer_choices(form, today())
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
            yield (section.title, line.text, line.detail, line.action, line.action_url)


def period_notes(scope: Scope) -> tuple[str, ...]:
    """Return the period as a note for a file."""
    return (_("Period: %(first)s to %(last)s", first=scope.period.first, last=scope.period.last),)
