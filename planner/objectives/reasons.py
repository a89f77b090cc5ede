"""Why a light is what it is, in words."""

from fractions import Fraction

from flask_babel import gettext as _

from planner.objectives.lights import LABELS
from planner.objectives.progress import (
    Attainment,
    Light,
)
from planner.web.filters import number, percent

NOTHING = Fraction(0)


def reason_of(p: Fraction, x: Fraction) -> str:
    """Return “45 % reached, 60 % expected by now”."""
    if not x:
        return str(_("%(p)s reached, the time has not begun", p=percent(float(p))))
    words = {"p": percent(float(p)), "x": percent(float(x))}
    return str(_("%(p)s reached, %(x)s expected by now", **words))


def light_label(light: Light) -> str:
    """Return the word beside a light, so that colour is never alone."""
    return str(_("No data") if light is Light.GREY else LABELS[light])


def attainment_reason(found: Attainment) -> str:
    """Return why an objective or a parent shows its light, with n of what was measured."""
    if found.value is None:
        return str(_("Nothing measured yet") if found.parts else _("Nothing to measure"))
    return reason_of(found.value, found.expected or NOTHING)


def measured_words(found: Attainment) -> str:
    """Return n beside the rate: “2 of 3 measured, 75 % of the weight”."""
    if not found.parts:
        return ""
    words = str(_("%(n)s of %(all)s measured", n=number(found.measured), all=number(found.parts)))
    if found.completeness is None:
        return words
    share = percent(float(found.completeness))
    return str(_("%(words)s, %(share)s complete", words=words, share=share))


def parent_words(found: Attainment) -> str:
    """Return n beside a parent's rate: “2 of 3 with data, the least complete 33 %”."""
    if not found.parts:
        return ""
    words = str(_("%(n)s of %(all)s with data", n=number(found.measured), all=number(found.parts)))
    if found.completeness is None:
        return words
    share = percent(float(found.completeness))
    return str(_("%(words)s, the least complete %(share)s", words=words, share=share))
