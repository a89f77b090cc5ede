"""Effort against effect: what an objective takes, and what comes of it."""

from collections.abc import Mapping

from flask_babel import gettext as _

from planner.objectives.models import Objective
from planner.reports.measures.effort import Effort, effort_by_objective
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.yields import Yield
from planner.reports.pages.asked import ReportAsked
from planner.shapes.figure import ENOUGH, Rate
from planner.shapes.pictures import Picture, Scatter, Spot


def effort_pictures(
    asked: ReportAsked, yields: Mapping[int, Yield], whole: Yield, links: Links
) -> list[Picture]:
    """Return each objective's share of person-days (M4) against its outcome yield (M11).

    An objective of which no outcome window has closed has no dot; without any dot, or without
    person-days, there is no picture.
    """
    effort = effort_by_objective(asked.scope)
    days = sum(one.person_days for one in effort.values())
    spots = [
        spot(
            one,
            effort.get(one.id, Effort()).person_days / days,
            yields[one.id].rate,
            asked.scope,
            links,
        )
        for one in asked.objectives
        if days and yields[one.id].rate.denominator
    ]
    return [scatter(spots, whole.rate)] if spots else []


def scatter(spots: list[Spot], whole: Rate) -> Scatter:
    """Return the picture of the dots, with the yield of all events as a line."""
    level = None if whole.value is None else 100 * whole.value
    words = "" if level is None else _("all: %(percent)s %%", percent=round(level))
    says = _("Hollow: fewer than %(enough)s events, too few to judge.", enough=ENOUGH)
    return Scatter(
        "effort",
        _("Effort against effect"),
        says,
        _("Objective"),
        _("% of person-days"),
        _("% of events with a verified outcome"),
        tuple(spots),
        level,
        words,
    )


def spot(one: Objective, share: float, rate: Rate, scope: Scope, links: Links) -> Spot:
    """Return the dot of an objective; it opens the events whose window has closed."""
    told = _(
        "%(objective)s: %(share)s %% of person-days, %(part)s of %(n)s events with an outcome",
        objective=f"{one.code} {one.name}",
        share=round(100 * share),
        part=rate.numerator,
        n=rate.denominator,
    )
    rows = links.rows("yield-due", scope.of_objective(one.id))
    y = 100 * (rate.value or 0)
    return Spot(one.code, f"{one.code} {one.name}", 100 * share, y, told, rate.is_small, rows)
