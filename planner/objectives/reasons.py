"""Why a light is what it is, and how much was measured: sentences around values, not text yet."""

from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.objectives.lights import LABELS
from planner.objectives.progress import (
    Attainment,
    Light,
)
from planner.presenters.table import Column
from planner.shapes.figure import Sentence, Share
from planner.web.number_words import number

NOTHING = Fraction(0)
PARTS = {
    "required": Column(_l("Required"), "number"),
    "held": Column(_l("Of the required, held"), "number"),
    "asked": Column(_l("Not yet answered"), "number"),
    "waiting": Column(_l("Not yet approved"), "number"),
    "unplanned": Column(_l("With nothing planned"), "number"),
    "begins": Column(_l("Period begins on"), "day"),
    "measured": Column(_l("Indicators measured"), "number"),
    "parts": Column(_l("Indicators in all"), "number"),
    "reached": Column(_l("Reached by indicators"), "percent"),
    "expected": Column(_l("Expected by now"), "percent"),
}
"""By their name in the reasons; a column stands in a file where any row has the value."""


def share(value: Fraction) -> Share:
    """Return a fraction as a value of a sentence."""
    return Share(float(value))


def reason_of(p: Fraction, x: Fraction) -> Sentence:
    """Return “45 % reached, 60 % expected by now”."""
    if not x:
        words = _("%(reached)s reached, the time has not begun")
        return Sentence(words, {"reached": share(p)}, "not-begun")
    values = {"reached": share(p), "expected": share(x)}
    return Sentence(_("%(reached)s reached, %(expected)s expected by now"), values, "reached")


def none_yet(waiting: int) -> Sentence:
    """Return that there is no value, or none that was verified."""
    if waiting:
        return Sentence(_("No verified value yet"), code="no-verified-value")
    return Sentence(_("No value yet"), code="no-value")


def waiting_words(waiting: int) -> str:
    """Return “1 value waits to be verified”; empty when none does."""
    if not waiting:
        return ""
    words: str = ngettext(
        "%(n)s value waits to be verified",
        "%(n)s values wait to be verified",
        waiting,
        n=number(waiting),
    )
    return words


def light_label(light: Light) -> str:
    """Return the word beside a light, so that colour is never alone."""
    return str(_("No data") if light is Light.GREY else LABELS[light])


def attainment_reason(found: Attainment) -> Sentence:
    """Return why an objective or a parent shows its light, with n of what was measured."""
    if found.value is not None:
        return reason_of(found.value, found.expected or NOTHING)
    if found.parts:
        return Sentence(_("Nothing measured yet"), code="nothing-measured")
    return nothing_to_measure()


def nothing_to_measure() -> Sentence:
    """Return that there is no indicator."""
    return Sentence(_("Nothing to measure"), code="nothing-to-measure")


def measured_words(found: Attainment) -> Sentence | None:
    """Return n beside the rate: “2 of 3 measured, 75 % complete”; none without indicators."""
    if not found.parts:
        return None
    values: dict[str, object] = {"measured": found.measured, "parts": found.parts}
    if found.completeness is None:
        return Sentence(_("%(measured)s of %(parts)s measured"), values)
    values["share"] = share(found.completeness)
    return Sentence(_("%(measured)s of %(parts)s measured, %(share)s complete"), values)


def parent_words(found: Attainment) -> Sentence | None:
    """Return n beside a parent's rate: “2 of 3 with data, the least complete 33 %”."""
    if not found.parts:
        return None
    values: dict[str, object] = {"measured": found.measured, "parts": found.parts}
    if found.completeness is None:
        return Sentence(_("%(measured)s of %(parts)s with data"), values)
    values["share"] = share(found.completeness)
    words = _("%(measured)s of %(parts)s with data, the least complete %(share)s")
    return Sentence(words, values)
