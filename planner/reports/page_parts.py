"""What the pages of the room share: choices, links, marking, words for a period."""

from datetime import date
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from planner.choices import Marking
from planner.db import db
from planner.events.models import Event
from planner.objectives.queries import line_choices, objective_choices, plans
from planner.partners.queries import nation_choices
from planner.reports.asked import desk_choices, years_with_events
from planner.reports.forms import PeriodForm, free_choice
from planner.reports.periods import Period, period_names
from planner.reports.scope import Links, Scope, query
from planner.web.filters import day
from planner.web.filters import period as days
from planner.web.nationnames import partner_codes


def offer_choices(form: PeriodForm, today: date) -> None:
    """Fill what a form offers: periods, plans, lines, objectives, partners, desks."""
    found = plans()
    this_year = str(today.year)
    every = {"": _("All")}
    form.offer(
        period={
            **{f"plan-{plan.id}": plan.name for plan in found},
            **{name: name.replace("-Q", " Q") for name in period_names(years_with_events(today))},
            **free_choice(),
        },
        plan=every | {str(plan.id): plan.name for plan in found},
        line={key: name for plan in found for key, name in line_choices(plan).items()},
        objective=objective_choices(),
        nation=nation_choices(partner_codes()),
        desk=every | desk_choices(),
    )
    if not form.period.data:
        form.period.data = "free" if form.since.data and form.until.data else this_year


def report_links() -> Links:
    """Return where the numbers of a report lead."""
    return Links(
        events=address("events.index", "/events/"),
        new_event=address("events.new", "/events/new"),
        gaps=address("reports.gaps", "/reports/gaps"),
        requirements=requirement_address,
    )


def address(endpoint: str, otherwise: str, **values: Any) -> str:
    """Return the address of a page; `otherwise` while nobody has opened it."""
    known = endpoint in current_app.view_functions
    return url_for(endpoint, **values) if known else otherwise


def requirement_address(objective_id: int | None, year: int | None) -> str:
    """Return the address of the grid of requirements, at an objective's row."""
    place = f"#objective-{objective_id}" if objective_id else ""
    return f"{address('requirements.index', '/requirements/')}?{query([('year', year)])}{place}"


def report_marking(scope: Scope) -> Marking:
    """Return the highest marking among the events that the figures of a scope count."""
    names = ("executed", "planned", "ahead")
    highest = [
        db.session.scalar(select(func.max(Event.marking)).where(scope.counts(name)))
        for name in names
    ]
    return Marking(max((found or Marking.PUBLIC for found in highest), default=Marking.PUBLIC))


def period_words(period: Period) -> str:
    """Return “2030”, “2030 Q2” or “1 Jan – 31 May 2030”."""
    if period.name[:1].isdigit():
        return period.name.replace("-Q", " Q")
    return days(period.first, period.last)


def neighbours(period: Period) -> dict[str, Any]:
    """Return the first and last day in words, for a lede."""
    return {"first": day(period.first), "last": day(period.last)}
