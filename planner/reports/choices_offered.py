"""What the form of a report offers: periods, plans, lines, objectives, partners, desks."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.events.list.offer_queries import owner_choices
from planner.objectives.models import Plan
from planner.objectives.picker_queries import line_choices, objective_choices
from planner.objectives.queries import plans_with_aims
from planner.office.queries import year_style
from planner.partners.queries import nation_choices
from planner.reports.choice import PeriodUnknown, desk_choices
from planner.reports.forms import PeriodForm, free_choice
from planner.reports.measures.scope import NOBODY
from planner.reports.period_notes import name_words
from planner.reports.periods import FREE, named_period, period_names
from planner.web.lists.filter_forms import check_leaving
from planner.web.nationnames import partner_codes

F = TypeVar("F", bound=PeriodForm)
PLANS_OFFERED = 6


def read_form(made: type[F], query: MultiDict[str, str], today: date, *, leaves: bool = False) -> F:
    """Return a report’s form as a query fills it, each field saying what it cannot take.

    Raises RuleBroken for a file that `leaves` where a part is not understood: it would hold
    something else than what was asked for.
    """
    form = made(query)
    offer_choices(form, today)
    if not form.validate() and leaves:
        if form.since.errors or form.until.errors:
            raise PeriodUnknown(_("Enter the first and the last day of the period."))
        check_leaving(form)
    return form


def offer_choices(form: PeriodForm, on: date) -> None:
    """Fill what a form offers: periods, plans, lines, objectives, partners, desks."""
    found = plans_with_aims()
    every = {"": _("All")}
    if not form.period.data:
        is_free = form.since.data or form.until.data
        form.period.data = FREE if is_free else year_style().holding(on).name
    form.offer(
        period=period_choices(found, on, form.period.data),
        aim=every | aims_of(found),
        plan=every | {str(plan.id): plan.name for plan in found},
        line=line_choices(*found),
        objective=objective_choices(),
        nation=nation_choices(partner_codes()),
        desk=every | desk_choices(),
    )
    if "owner" in form:
        owners = {str(key): name for key, name in owner_choices().items()}
        form.offer(owner=every | {str(NOBODY): _("Nobody")} | owners)


def aims_of(found: Sequence[Plan]) -> dict[str, str]:
    """Return id to name of the aims that plans serve, by name."""
    served = {aim.name: str(aim.id) for plan in found for aim in plan.aims}
    return {served[name]: name for name in sorted(served)}


def period_choices(found: Sequence[Plan], today: date, chosen: str) -> dict[str, Any]:
    """Return what the menu of periods offers: under 30 choices, whatever the rows hold.

    Plans nearest to the present day, the years around it, free days, and what is chosen now.
    """
    near = sorted(found, key=lambda plan: days_away(plan, today))[:PLANS_OFFERED]
    style = year_style()
    offered: dict[str, Any] = {f"plan-{plan.id}": plan.name for plan in found if plan in near}
    offered |= {name: name_words(name) for name in period_names(style, today)}
    asked = named_period(chosen, found, style)
    if asked is not None and chosen not in offered:
        names = {f"plan-{plan.id}": plan.name for plan in found}
        offered[chosen] = names.get(chosen, name_words(chosen))
    return offered | free_choice()


def days_away(plan: Plan, today: date) -> int:
    """Return how many days lie between a plan's time and a day; 0 while it is in force."""
    return max((plan.starts_on - today).days, (today - plan.ends_on).days, 0)
