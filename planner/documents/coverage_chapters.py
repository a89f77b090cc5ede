"""The chapters of the report on coverage that a review has in another form."""

from flask import url_for
from flask_babel import gettext as _

from planner.documents.chapters import Chapter, made
from planner.outcomes.told import events_behind
from planner.reports.figures.left_out import left_out_of
from planner.reports.figures.yields import evidence_figures
from planner.reports.measures.outcomes_seen import latest_outcomes
from planner.reports.measures.scope import Links
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.outcomes import TOLD, kind_table, story_table
from planner.reports.pages.registry import REPORTS, ReportPart
from planner.web.left_out import left_out_notes


def short_chapter(asked: ReportAsked, links: Links) -> Chapter:
    """Return what the figures say in sentences, as the overview does (M5, M9, M11, M13, M14)."""
    found = REPORTS["overview"]
    said = next(part for part in found.parts(asked, links) if part.told)
    left_out = left_out_notes(left_out_of(found.leaves, asked.scope, links))
    return made(said.title, asked.scope, [said], url_for("reports.overview"), left_out)


def evidence_chapter(asked: ReportAsked, links: Links) -> Chapter:
    """Return the outcomes by the strength of their evidence (M12), by type, and the latest.

    An outcome may be of an event before the period, which then marks the chapter too.
    """
    scope, found = asked.scope, REPORTS["outcomes"]
    latest, _more = latest_outcomes(scope, TOLD)
    parts = [
        ReportPart(_("By evidence"), evidence_figures(scope, links), [kind_table(scope)]),
        ReportPart(_("What came of it"), tables=[story_table(scope)]),
    ]
    left_out = left_out_notes(left_out_of(found.leaves, scope, links))
    page = url_for("reports.outcomes")
    events = [event for outcome in latest for event in events_behind(outcome)]
    return made(_("Outcomes"), scope, parts, page, left_out, events)
