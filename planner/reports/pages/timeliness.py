"""Timeliness: held when planned, reported and kept in time, and why not (M5, M6, M13, M14)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.events.list.offer_queries import owner_choices
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.figures.complete import complete_figure
from planner.reports.figures.execution import execution_figures
from planner.reports.figures.timeliness import promise_figures, report_figure
from planner.reports.forms import OwnedForm
from planner.reports.measures.reasons import WHY, events_by_reason
from planner.reports.measures.scope import NOBODY, Links, Scope
from planner.reports.measures.timeliness_by import (
    Punctuality,
    by_desk,
    by_owner,
    nations_of_desks,
)
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.shapes.figure import Label
from planner.terms.models import TransitionReason
from planner.terms.queries import term_label

NUMBERS = (
    Column(_l("Planned"), "number"),
    Column(_l("Executed as planned (M5)"), "percent"),
    Column(_l("Reports due"), "number"),
    Column(_l("In time (M14)"), "percent"),
    Column(_l("Follow-ups counted"), "number"),
    Column(_l("On time (M13)"), "percent"),
    Column(_l("Executed"), "number"),
    Column(_l("Entered completely"), "percent"),
)
REASONS = (
    Column(_l("Reason")),
    Column(_l("Planned, then cancelled"), "number"),
    Column(_l("Planned, then postponed"), "number"),
    Column(_l("Sent back"), "number"),
)


@report(
    "timeliness",
    _l("Timeliness"),
    _l("Did what was planned happen when it was planned, and was it reported and followed up?"),
    "unanswered",
    "unreported",
    form=OwnedForm,
)
def timeliness(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give M5, M6, M13 and M14, the same by desk and by owner, and reasons for what was moved."""
    scope = asked.scope
    yield ReportPart(_("Held as planned"), execution_figures(scope, links))
    yield ReportPart(_("Entered completely"), [complete_figure(scope, links)])
    told = [report_figure(scope, links), *promise_figures(scope, links)]
    yield ReportPart(_("Reported and followed up"), told)
    yield ReportPart(
        _("By desk and owner"), tables=[desk_table(scope, links), owner_table(scope, links)]
    )
    yield ReportPart(_("Why events were moved"), tables=[reason_table(scope, links)])


def punctual_table(
    title: Label, first: Label, rows: Iterable[tuple[Cell | str, Punctuality, Scope]], links: Links
) -> Table:
    """Return lines of numbers and rates, each opening its rows in the scope of the line."""
    columns = (Column(first), *NUMBERS)
    return Table(title, columns, [(name, *cells(found, own, links)) for name, found, own in rows])


def cells(found: Punctuality, scope: Scope, links: Links) -> tuple[Any, ...]:
    """Return M5, M14, M13 and completeness of one line, each behind its n."""
    return (
        Cell(found.planned, links.rows("planned", scope)),
        Cell(found.execution, links.rows("planned-executed", scope)),
        Cell(found.due, links.rows("report-due", scope)),
        Cell(found.reports, links.rows("reported-in-time", scope)),
        Cell(found.owed, links.rows_of("follow-ups", scope)),
        Cell(found.promises, links.rows_of("follow-ups-in-time", scope)),
        Cell(found.held, links.rows("executed", scope)),
        Cell(found.completeness, links.rows("complete", scope)),
    )


def desk_table(scope: Scope, links: Links) -> Table:
    """Return a line for each desk; an event with partners of two desks stands in both."""
    found, nations = by_desk(scope), nations_of_desks(scope.nation_codes)
    rows = [
        (desk, found.get(desk, Punctuality()), scope.with_nations(codes))
        for desk, codes in nations.items()
    ]
    return punctual_table(_("By desk"), _("Desk"), rows, links)


def owner_table(scope: Scope, links: Links) -> Table:
    """Return a line for each owner of an event that counts; those without an owner are last."""
    found, names = by_owner(scope), owner_choices()
    known = sorted((names[key], key) for key in found if key is not None)
    rows: list[tuple[Cell | str, Punctuality, Scope]] = [
        (name, found[key], scope.of_owner(key)) for name, key in known
    ]
    if None in found:
        rows.append((_("Nobody"), found[None], scope.of_owner(NOBODY)))
    return punctual_table(_("By owner of the event"), _("Owner"), rows, links)


def reason_table(scope: Scope, links: Links) -> Table:
    """Return how many events were moved for each reason that was given."""
    found: Mapping[str, Mapping[str, int]] = events_by_reason(scope)
    names = sorted((term_label(TransitionReason, code), code) for code in found)
    rows = [
        (
            name,
            *(
                Cell(found[code][measure], links.rows(measure, scope, reason=code))
                for measure in WHY
            ),
        )
        for name, code in names
    ]
    note = _("An event that was moved for two reasons stands in both lines.")
    return Table(_("Reasons given"), REASONS, rows, (note,) if rows else ())
