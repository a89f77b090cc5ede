"""What the pages of the room share: choices, links, marking, words for a period."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from planner.choices import Marking
from planner.db import db
from planner.events.models import Event
from planner.events.release import release_notes
from planner.objectives.models import Plan
from planner.objectives.queries import line_choices, objective_choices, plans
from planner.partners.queries import nation_choices
from planner.reports.asked import desk_choices, years_with_events
from planner.reports.coverage import COUNTED, Coverage
from planner.reports.forms import PeriodForm, free_choice
from planner.reports.periods import Period, period_names
from planner.reports.scope import Links, Scope
from planner.web.access import viewer
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
        events=url_for("events.index"),
        new_event=url_for("events.new"),
        gaps=url_for("reports.gaps"),
        requirements=lru_cache(requirement_address),
    )


def requirement_address(plan_id: int | None, year: int | None, objective_id: int | None) -> str:
    """Return the address of a plan's grid of requirements for a year, at an objective's row."""
    plan = db.session.get(Plan, plan_id) if plan_id else None
    if plan is not None and year is not None:
        year = min(max(year, plan.starts_on.year), plan.ends_on.year)
    place = f"objective-{objective_id}" if objective_id else None
    return url_for("requirements.index", plan=plan_id, year=year if plan else None, _anchor=place)


def report_marking(scope: Scope, named: Iterable[Event] = ()) -> Marking:
    """Return the highest marking of the events that the figures count and the report names."""
    parts = [
        select(func.max(Event.marking)).where(scope.counts(name)).scalar_subquery()
        for name in COUNTED
    ]
    highest = db.session.execute(select(*parts)).one()
    found = [Marking(value) for value in highest if value is not None]
    return max([*found, *(event.marking for event in named)], default=Marking.PUBLIC)


def coverage_marking(found: Coverage) -> Marking:
    """Return the marking of a page with a matrix; a narrowed one is that of its whole scope."""
    return report_marking(found.scope) if found.is_narrowed else found.marking


def report_release(scope: Scope, named: Iterable[Event] = ()) -> tuple[str, ...]:
    """Return the note to whom all events that the figures count may be released."""
    counted = or_(*(scope.counts(name) for name in COUNTED))
    rows = db.session.execute(
        select(Event.marking, Event.releasable_to).where(counted).distinct()
    ).all()
    return release_notes([*rows, *named])


def period_words(period: Period) -> str:
    """Return “2030”, “2030 Q2” or “1 Jan – 31 May 2030”."""
    if period.name[:1].isdigit():
        return period.name.replace("-Q", " Q")
    return days(period.first, period.last)


def silent_codes(scope: Scope) -> list[str] | None:
    """Return the partners whose silence is told: the chosen ones, within the viewer's nations."""
    if scope.nation_codes:
        return list(scope.nation_codes)
    allowed = viewer().nations
    return None if allowed is None else [code for code in partner_codes() if code in allowed]
