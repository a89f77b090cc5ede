"""M11 and M12: what came of what was executed, and how strong the evidence is."""

from flask_babel import gettext as _

from planner.choices import STRENGTH_LABELS
from planner.reports.figures.parts import rate_figure
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.yields import Yield, evidence_strength
from planner.shapes.figure import Count, Figure, Opened, Sentence, Unit


def outcome_figures(scope: Scope, links: Links, found: Yield) -> list[Figure]:
    """Return M11 and M12."""
    return [*yield_figures(scope, links, found), *evidence_figures(scope, links)]


def yield_figures(scope: Scope, links: Links, found: Yield) -> list[Figure]:
    """Return M11, and beside it the negative outcomes, which are not netted."""
    due = links.rows("yield-due", scope)
    same = Sentence(_("of the same %(n)s events"), {"n": Opened(found.rate.denominator, due)})
    return [
        rate_figure(
            "M11",
            _("Outcome yield"),
            found.rate,
            _(
                "Executed events with a verified, positive outcome of strength 2 or more ÷ "
                "executed events whose outcome window has closed"
            ),
            Unit.EVENTS,
            links.rows("yielded", scope),
            due,
        ),
        Figure(
            "M11",
            _("Negative outcomes"),
            found.harmed,
            Unit.EVENTS,
            _("Events with a verified negative outcome; shown beside, not netted"),
            links.rows("harmed", scope),
            Count(found.rate.denominator, Unit.EVENTS, same),
        ),
    ]


def evidence_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return M12, a share for each level."""
    return [
        rate_figure(
            "M12",
            _("Evidence %(level)s", level=STRENGTH_LABELS[level]),
            rate,
            _("Outcomes seen in the period at this level ÷ all that were seen"),
            Unit.OUTCOMES,
            links.rows_of(f"evidence-{level}", scope),
            links.rows_of("outcomes", scope),
        )
        for level, rate in evidence_strength(scope).items()
    ]
