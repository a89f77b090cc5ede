"""Cost: planned and actual, for each person and day, one currency a column (M24)."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.kinds.queries import kind_names
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.figures.parts import of_events, rate_figure
from planner.reports.forms import OwnedForm
from planner.reports.measures.costs import Costs, costs
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import numbers
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.shapes.figure import Amount, Figure, Rate, Unit

Found = Mapping[tuple[str, str], Costs]
NOTHING_SPENT = Costs()


@report(
    "cost",
    _l("Cost"),
    _l("What was it to cost, what did it cost, and how much for each person and day?"),
    "uncosted",
    "without-days",
    "without-people",
    form=OwnedForm,
)
def cost(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give M24 in each currency, the virtual share, and costs by kind of event."""
    scope, found = asked.scope, costs(asked.scope)
    currencies = sorted({currency for _kind, currency in found})
    figures = [
        one
        for currency in currencies
        for one in currency_figures(together(found, currency), currency, scope, links)
    ]
    yield ReportPart(_("In all"), [*figures, remote_figure(scope, links)])
    yield ReportPart(
        _("By kind"),
        tables=[kind_table(found, currencies, scope, links)],
        says=_("Amounts stand in the currency in which they were entered; none is converted."),
    )


def together(found: Found, currency: str, kind: str | None = None) -> Costs:
    """Return the costs in a currency, of one kind or of all."""
    parts = (
        one
        for (of_kind, of_currency), one in found.items()
        if of_currency == currency and kind in (None, of_kind)
    )
    return sum(parts, NOTHING_SPENT)


def currency_figures(found: Costs, currency: str, scope: Scope, links: Links) -> Iterator[Figure]:
    """Give planned and actual cost, and the cost of a person’s day, in one currency."""
    unit = found.unit_cost
    yield Figure(
        "M24",
        _("Planned cost, %(currency)s", currency=currency),
        Amount(found.planned, currency),
        Unit.MONEY,
        _("Planned cost of executed events, where it is known"),
        links.rows("cost-planned", scope),
        of_events(found.planned_events),
    )
    yield Figure(
        "M24",
        _("Actual cost, %(currency)s", currency=currency),
        Amount(found.actual, currency),
        Unit.MONEY,
        _("Actual cost of executed events, where it is known"),
        links.rows("costed", scope),
        of_events(found.actual_events),
    )
    yield Figure(
        "M24",
        _("Cost of a person-day, %(currency)s", currency=currency),
        None if unit is None else Amount(unit, currency),
        Unit.MONEY,
        _("Actual cost ÷ person-days, of events of which cost, days and people are known"),
        links.rows("unit-costed", scope),
        of_events(found.shared_events),
    )


def remote_figure(scope: Scope, links: Links) -> Figure:
    """Return the share of executed events that were virtual or hybrid."""
    held = numbers(scope, ("remote", "executed"))
    return rate_figure(
        "M24",
        _("Virtual share"),
        Rate(held["remote"], held["executed"]),
        _("Executed events that were virtual or hybrid ÷ executed"),
        Unit.EVENTS,
        links.rows("remote", scope),
        links.rows("executed", scope),
    )


def kind_table(found: Found, currencies: Sequence[str], scope: Scope, links: Links) -> Table:
    """Return a line for each kind with any cost, and three columns for each currency."""
    columns = [Column(_("Kind of event")), Column(_("Events with a cost"), "number")]
    for currency in currencies:
        columns += [
            Column(_("Planned, %(currency)s", currency=currency), "number"),
            Column(_("Actual, %(currency)s", currency=currency), "number"),
            Column(_("For a person-day, %(currency)s", currency=currency), "number"),
        ]
    with_cost = {kind for kind, _currency in found}
    rows = [
        (name, *kind_cells(found, currencies, code, scope.of_kind(code), links))
        for code, name in kind_names().items()
        if code in with_cost
    ]
    return Table(_("Cost by kind of event"), tuple(columns), rows)


def kind_cells(
    found: Found, currencies: Sequence[str], kind: str, scope: Scope, links: Links
) -> Iterator[Cell]:
    """Give the cells of one kind: how many events have an actual cost, then each currency."""
    known = [together(found, currency, kind) for currency in currencies]
    rows = links.rows("costed", scope)
    yield Cell(sum(one.actual_events for one in known), rows)
    for one in known:
        yield Cell(one.planned if one.planned_events else None, links.rows("cost-planned", scope))
        yield Cell(one.actual if one.actual_events else None, rows)
        yield Cell(one.unit_cost, links.rows("unit-costed", scope))
