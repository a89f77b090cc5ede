"""The light of an objective: how much of what is required was held, against the time gone."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from planner.reports.counts import Key
from planner.reports.coverage import Coverage, Figures

GREEN_SLACK, AMBER_SLACK = 0.1, 0.25
"""Green p ≥ x − 0.1, amber p ≥ x − 0.25, else red: the thresholds of METRICS M21."""


@dataclass(frozen=True)
class Light:
    """good, warn, bad or none, with its word and its reason."""

    kind: str
    label: str
    reason: str


def light(found: Figures, elapsed: float) -> Light:
    """Return the light of a row: p is the share of the required events that were held.

    A surplus with one partner does not make up for another: p = 1 − gap ÷ required.
    """
    if not found.required or found.gap is None:
        return Light("none", _("no requirement"), _("nothing is required for this period"))
    held = 1 - found.gap / found.required
    reason = _(
        "%(held)s of %(required)s required held",
        held=found.required - found.gap,
        required=found.required,
    )
    if found.residual:
        reason += "; " + _("%(number)s with nothing planned", number=found.residual)
    if held >= elapsed - GREEN_SLACK:
        return Light("good", _("on track"), reason)
    if held >= elapsed - AMBER_SLACK:
        return Light("warn", _("behind"), reason)
    return Light("bad", _("off track"), reason)


def lights(found: Coverage, today: date) -> dict[Key, Light]:
    """Return the light of each row."""
    elapsed = found.scope.period.elapsed(today)
    return {row.key: light(found.figures[row.key, None], elapsed) for row in found.rows}
