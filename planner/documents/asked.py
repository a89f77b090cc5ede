"""What a review is asked for: the page from which it is, and its filter, kept as words."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.reports.forms import CoverageForm, PeriodForm
from planner.reports.pages.asked import ReportAsked, report_asked
from planner.reports.period_notes import period_words
from planner.web.day_words import day as day_words

FORMS: dict[str, type[PeriodForm]] = {"overview": PeriodForm, "coverage": CoverageForm}
"""By the page that offers it: what a reader may choose there."""
OF_THE_TABLE = frozenset({"rows", "across", "cells", "since", "until", "period"})
"""How a matrix is laid out, and the period, which is told by itself."""


def review_asked(page: str, query: str, today: date) -> ReportAsked:
    """Return the scope of a review as its page reads it; RuleBroken where it is not understood."""
    pairs = MultiDict(parse_qsl(query, keep_blank_values=True))
    return report_asked(FORMS[page], pairs, today, leaves=True)


def under_words(asked: ReportAsked) -> str:
    """Return the period and the day on which it was looked at."""
    period, day = period_words(asked.scope.period), day_words(asked.scope.today)
    return str(_("%(period)s · as of %(day)s", period=period, day=day))


def chosen_lines(asked: ReportAsked) -> list[str]:
    """Return the period in days, then each part of the filter with what was chosen."""
    period = asked.scope.period
    lines = [f"{day_words(period.first)} – {day_words(period.last)}"]
    for field in asked.form:
        words = chosen_words(field)
        if words and field.short_name not in OF_THE_TABLE:
            lines.append(f"{field.label.text}: {words}")
    lines.append(_("As of %(day)s", day=day_words(asked.scope.today)))
    return lines


def chosen_words(field: Any) -> str:
    """Return what was chosen of a field in words; nothing where nothing was."""
    values = field.data if isinstance(field.data, list | tuple) else [field.data]
    wanted = {str(one) for one in values if one not in (None, "")}
    offered = getattr(field, "choices", None) or ()
    labels = [str(one.label) for one in offered if str(one.value) in wanted]
    return ", ".join(labels)
