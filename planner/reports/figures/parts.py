"""What the families of figures are made of: a rate with both its parts, an n in events."""

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.shapes.figure import Count, Duration, Figure, Label, Opened, Rate, Sentence, Unit


def rate_figure(
    code: str, label: Label, rate: Rate, how: Label, counts: Unit, part: str, whole: str
) -> Figure:
    """Return a rate with its n, both parts opening their rows; without data it is “–”."""
    words = _("%(part)s of %(n)s")
    if rate.is_small:
        words = _("%(part)s of %(n)s, too few to read much into")
    parts = {"part": Opened(rate.numerator, part), "n": Opened(rate.denominator, whole)}
    n = Count(rate.denominator, counts, Sentence(words, parts))
    return Figure(code, label, rate, Unit.RATE, how, part, n)


def of_events(number: int, estimated: int = 0) -> Count:
    """Return an n in events, and how many of them are estimated."""
    words = several("%(number)s event", "%(number)s events", number)
    if estimated:
        words = _("%(events)s, %(estimated)s estimated", events=words, estimated="%(estimated)s")
    return Count(number, Unit.EVENTS, Sentence(words, {"number": number, "estimated": estimated}))


def several(one: str, many: str, number: int) -> str:
    """Return the template for a number, in singular or plural, the number still to be filled in."""
    return str(ngettext(one, many, number, number="%(number)s"))


def in_days(days: float | None) -> Duration | None:
    """Return a length of time; nothing where there is none."""
    return None if days is None else Duration(days)
