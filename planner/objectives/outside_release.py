"""Whether somebody outside may be asked for a value of an indicator, and why not."""

from flask_babel import gettext as _

from planner.choices import IndicatorSource, Marking, Standing
from planner.objectives.models import Indicator
from planner.office.queries import office
from planner.text.marking_words import word_in


def why_not_outside(indicator: Indicator) -> str:
    """Return in a sentence why nobody outside may be asked; empty when somebody may.

    What the page outside tells (name and unit) counts as OFFICIAL, as plans carry no marking,
    and as OFFICIAL-SENSITIVE where it speaks of intelligence.
    """
    objective = indicator.objective
    if indicator.source is IndicatorSource.AUTO:
        return str(_("The product computes this indicator; nobody is asked for its values."))
    if objective.retired_on is not None or objective.standing is not Standing.AGREED:
        return str(_("The objective is not in use, so nobody outside is asked for its values."))
    if not indicator.is_releasable:
        return str(
            _(
                "This indicator is not released to people outside. Whoever may change it"
                " releases it under “Owner and due day”."
            )
        )
    return why_marked_too_high(indicator)


def why_marked_too_high(indicator: Indicator) -> str:
    """Return why the marking keeps an indicator inside; empty when it does not."""
    ceiling, word = (
        office().release_ceiling,
        word_in([indicator.name, indicator.unit, indicator.scale]),
    )
    least = Marking.OFFICIAL_SENSITIVE if word else Marking.OFFICIAL
    if least <= ceiling:
        return ""
    values = {"marking": least.label, "ceiling": ceiling.label, "word": word}
    if word:
        return str(
            _(
                "“%(word)s” asks for %(marking)s, and the office gives outside what is marked up"
                " to %(ceiling)s. Give the indicator another name, or ask in another way.",
                **values,
            )
        )
    return str(
        _(
            "Indicators count as %(marking)s, and the office gives outside only what is marked up"
            " to %(ceiling)s (Settings).",
            **values,
        )
    )
