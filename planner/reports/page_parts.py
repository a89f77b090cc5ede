"""What the pages of the room share: choices, links, marking, words for a period."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from planner.choices import Marking
from planner.db import db
from planner.events.models import Event
from planner.events.release.together import release_notes
from planner.objectives.models import Plan
from planner.objectives.picker_queries import line_choices, objective_choices
from planner.objectives.queries import plans
from planner.objectives.requirement_queries import year_shown
from planner.office.queries import year_style
from planner.partners.queries import nation_choices
from planner.reports.choice import desk_choices
from planner.reports.forms import PeriodForm, free_choice
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.rolled import rolled_cells
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.tallies import COUNTED
from planner.reports.periods import FREE, ReportPeriod, named_period, period_names
from planner.web.access import viewer
from planner.web.day_words import period as days
from planner.web.nationnames import partner_codes
from planner.years import Year

PLANS_OFFERED = 6


def offer_choices(form: PeriodForm, today: date) -> None:
    """Fill what a form offers: periods, plans, lines, objectives, partners, desks."""
    found = plans()
    every = {"": _("All")}
    if not form.period.data:
        is_free = form.since.data or form.until.data
        form.period.data = FREE if is_free else year_style().holding(today).name
    form.offer(
        period=period_choices(found, today, form.period.data),
        plan=every | {str(plan.id): plan.name for plan in found},
        line=line_choices(*found),
        objective=objective_choices(),
        nation=nation_choices(partner_codes()),
        desk=every | desk_choices(),
    )


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


def name_words(name: str) -> str:
    """Return the name of a year or a quarter as it is read: “FY2027 Q1”."""
    return name.replace("-Q", " Q")


def report_links() -> Links:
    """Return where the numbers of a report lead."""
    return Links(
        events=url_for("events.index"),
        new_event=url_for("events.new"),
        gaps=url_for("reports.gaps"),
        behind=url_for("reports.rows"),
    )


def requirement_address(plan_id: int | None, year: Year, objective_id: int | None) -> str:
    """Return the address of a plan's grid of requirements for a year, at an objective's row."""
    plan = db.session.get(Plan, plan_id) if plan_id else None
    place = f"objective-{objective_id}" if objective_id else None
    name = year_shown(plan, year.style, year.first).name if plan else None
    return url_for("requirements.index", plan=plan_id, year=name, _anchor=place)


def report_marking(scope: Scope, named: Iterable[Event] = ()) -> Marking:
    """Return the highest marking of the events that the figures count and the report names."""
    cells = rolled_cells(scope, COUNTED)
    found = cells.marking if cells else computed_marking(scope)
    return max([found, *(event.marking for event in named)])


def computed_marking(scope: Scope) -> Marking:
    """Return the highest marking of the events that the figures count, from the events."""
    parts = [
        select(func.max(Event.marking)).where(scope.counts(name)).scalar_subquery()
        for name in COUNTED
    ]
    highest = db.session.execute(select(*parts)).one()
    return max((Marking(n) for n in highest if n is not None), default=Marking.PUBLIC)


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


def period_words(period: ReportPeriod) -> str:
    """Return “2030”, “2030 Q2” or “1 Jan – 31 May 2030”."""
    if period.name != FREE and not period.name.startswith("plan-"):
        return name_words(period.name)
    return days(period.first, period.last)


def period_notes(scope: Scope) -> tuple[str, ...]:
    """Return what stands below a report's title as notes for a file: the period, and the day."""
    period = scope.period
    return (
        _("Period: %(first)s to %(last)s", first=period.first, last=period.last),
        _("As of: %(day)s", day=scope.today),
    )


def year_notes(found: Coverage) -> tuple[str, ...]:
    """Return what a page says of the years behind requirements, as notes for a file."""
    period, notes = found.scope.period, []
    if not period.is_of_whole_years:
        notes.append(
            _(
                "Requirements are for whole years: each is shown for all of %(years)s, beside "
                "what was held of it by %(day)s.",
                years=", ".join(year.name for year in period.years),
                day=period.last,
            )
        )
    if found.other_years:
        names = ", ".join(f"{one.name} ({one.first} – {one.last})" for one in found.other_years)
        words = _(
            "Requirements are also agreed for years that are cut otherwise; they are not "
            "compared here: %(names)s",
            names=names,
        )
        notes.append(words)
    return tuple(notes)


def silent_codes(scope: Scope) -> list[str] | None:
    """Return the partners whose silence is told: the chosen ones, within the viewer's nations.

    Of other nations a viewer sees some contacts at most: “never met” may be false of them.
    """
    allowed = viewer().nations if viewer().sees_content else frozenset()
    if allowed is None:
        return list(scope.nation_codes) or None
    return [code for code in scope.nation_codes or partner_codes() if code in allowed]
