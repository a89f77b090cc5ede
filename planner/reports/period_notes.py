"""The period of a report in words: its name, its days, the years behind its requirements."""

from datetime import date

from flask_babel import gettext as _

from planner.choices import DatePrecision
from planner.db import PreciseDate
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.scope import Scope
from planner.reports.periods import FREE, MONTH, ReportPeriod
from planner.web.day_words import period as days
from planner.web.day_words import precise_day


def name_words(name: str) -> str:
    """Return the name of a year or a part of one as it is read: “FY2027 Q1”, “March 2027”."""
    if MONTH.fullmatch(name):
        return precise_day(PreciseDate(date.fromisoformat(f"{name}-01"), DatePrecision.MONTH))
    return name.replace("-Q", " Q").replace("-H", " H")


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
