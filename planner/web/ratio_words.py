"""How a percentage is written whose numerator and denominator are kept."""

from decimal import Decimal

from flask_babel import gettext as _

from planner.shapes.figure import Sentence, Share


def ratio_sentence(numerator: Decimal, denominator: Decimal) -> Sentence:
    """Return “12 of 40 (30 %)” around its values; the denominator is above nought."""
    values = {
        "numerator": numerator,
        "denominator": denominator,
        "share": Share(float(numerator / denominator)),
    }
    return Sentence(_("%(numerator)s of %(denominator)s (%(share)s)"), values, "ratio")
