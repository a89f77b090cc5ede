"""The question about a value that lies far from its series."""

from flask_babel import gettext as _

from planner.objectives.outliers import FarValue
from planner.web.number_words import number


def question(found: FarValue) -> str:
    """Return “The last 5 values lay between 12 and 15; 150 is 10 times the last one. Is it right?”.

    For the office, which may read the series.
    """
    return f"{lay(found)}; {now_is(found)} {ask()}"


def question_outside(found: FarValue) -> str:
    """Return the question for somebody outside, who is told nothing of the series."""
    words = _("%(value)s lies far from what is usual here.", value=number(found.value, 4))
    return f"{words} {ask()}"


def ask() -> str:
    """Return the question itself."""
    return str(_("Is it right? If it is, tick that below; if not, correct it."))


def lay(found: FarValue) -> str:
    """Return where the last values lay."""
    low, high = number(found.lowest, 4), number(found.highest, 4)
    if found.number == 1:
        return str(_("The last value was %(low)s", low=low))
    if found.lowest == found.highest:
        return str(_("The last %(n)s values were %(low)s each", n=found.number, low=low))
    words = _("The last %(n)s values lay between %(low)s and %(high)s")
    return str(words % {"n": found.number, "low": low, "high": high})


def now_is(found: FarValue) -> str:
    """Return how the new value lies to them."""
    value, times = number(found.value, 4), found.times
    if times is None:
        return str(_("%(value)s lies far from them.", value=value))
    if abs(times) > 1:
        return str(
            _("%(value)s is %(times)s times the last one.", value=value, times=tenths(times))
        )
    return str(_("%(value)s is a tenth of the last one or less.", value=value))


def tenths(times: object) -> str:
    """Return how many times, to one decimal."""
    return number(round(float(times), 1), 1)  # type: ignore[arg-type]
