"""The lines of My desk on outcomes and values of indicators."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from planner.desk.lines import DeskLine, line
from planner.objectives.models import IndicatorUpdate
from planner.objectives.told import update_told, words_of
from planner.outcomes.models import Outcome
from planner.viewers import Viewer
from planner.web.day_words import day


def value_line(update: IndicatorUpdate, _who: Viewer, _present: date) -> DeskLine:
    """Return an indicator's value that waits for somebody to verify it."""
    url = url_for("indicators.show", indicator_id=update.indicator_id)
    name = f"{update.indicator.code} {update.indicator.name}"
    words = _(
        "%(value)s, seen %(day)s", value=words_of(update_told(update), 4), day=day(update.seen_on)
    )
    if update.giver:
        words = _("%(words)s, given by %(who)s", words=words, who=update.giver)
    if update.is_confirmed:
        words = _("%(words)s; far from the others, said to be right", words=words)
    return line(name, url, words, _("Verify"), url)


def verification_line(outcome: Outcome, _who: Viewer, _present: date) -> DeskLine:
    """Return an outcome that waits for somebody to verify it."""
    url = url_for("outcomes.show", outcome_id=outcome.id)
    seen = _("seen %(day)s", day=day(outcome.seen_on))
    return line(outcome.title, url, seen, _("Verify"), url)
