"""Which periods may be closed, and what of a closed one is asked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.objectives.queries import plans
from planner.office.queries import year_style
from planner.reports.choice import ReportChoice, chosen_period
from planner.reports.forms import PeriodChoiceForm, choices_of, free_choice
from planner.reports.period_notes import name_words, period_words
from planner.reports.periods import FREE, ReportPeriod, named_period, periods_in
from planner.snapshots.models import ClosedPeriod
from planner.snapshots.queries import days_closed

YEARS_OFFERED = 2


def period_form(query: MultiDict[str, str], today: date) -> PeriodChoiceForm:
    """Return the form that asks which period is to be closed, as a query fills it."""
    form = PeriodChoiceForm(query)
    offered: dict[str, Any] = {one.name: name_words(one.name) for one in may_be_closed(today)}
    form.period.choices = choices_of({"": _("Choose a period")} | offered | free_choice())
    return form


def may_be_closed(today: date) -> Iterator[ReportPeriod]:
    """Give the periods of the present year and the one before that have ended and are open."""
    style, closed = year_style(), days_closed()
    present = style.holding(today).begins
    for begins in range(present, present - YEARS_OFFERED, -1):
        for one in periods_in(style.beginning_in(begins)):
            if one.last < today and (one.first, one.last) not in closed:
                yield one


def period_asked(form: PeriodChoiceForm, today: date) -> ReportPeriod:
    """Return the period that a form asks for; raises PeriodUnknown for none that there is."""
    choice = ReportChoice(form.period.data or "", form.since.data, form.until.data)
    return chosen_period(choice, plans(), year_style(), today)


def period_of_closed(closed: ClosedPeriod) -> ReportPeriod:
    """Return the period that was closed, by its own days whatever years the office has now."""
    found = named_period(closed.name, plans(), year_style())
    if found and (found.first, found.last) == (closed.first_on, closed.last_on):
        return found
    return ReportPeriod(closed.first_on, closed.last_on, FREE, year_style())


def closed_words(closed: ClosedPeriod) -> str:
    """Return the name of a closed period as it is read: “2027 Q1”, “1 Jan – 31 May 2030”."""
    return period_words(ReportPeriod(closed.first_on, closed.last_on, closed.name))
