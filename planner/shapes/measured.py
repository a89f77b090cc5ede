"""Indicators that measure no bare number, as they are written: percentages and scales of words."""

from decimal import Decimal
from typing import Annotated

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator, BeforeValidator, Field

from planner.choices import Aggregation, MeasuredAs
from planner.shapes.base import Ask, Misfit
from planner.shapes.indicator import Counted, IndicatorShape, ValueSeen
from planner.shapes.lines import PLACES, Line60
from planner.shapes.values import a_number, cleaned, refused

FEWEST_WORDS, MOST_WORDS, LONGEST_WORD = 2, 10, 60
LARGEST_PERCENTAGE = 100


class PercentageIndicator(IndicatorShape):
    """An indicator that measures how many of how many."""

    measured_as = MeasuredAs.PERCENTAGE

    baseline: Annotated[
        Decimal | None,
        Field(ge=0, le=LARGEST_PERCENTAGE, decimal_places=PLACES),
        BeforeValidator(a_number),
    ] = None


def is_scale(text: str) -> str:
    """Return the words of a scale, one a line; refuse too few, too many, long or equal ones."""
    words = [one for line in text.splitlines() if (one := " ".join(line.split()))]
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS:
        raise refused("scale", _("Enter two to ten words, one a line, the lowest first."))
    if len({word.casefold() for word in words}) < len(words):
        raise refused("scale", _("Each word of the scale stands once. Change those that repeat."))
    if any(len(word) > LONGEST_WORD for word in words):
        raise refused(
            "scale", _("Keep each word of the scale under %(n)s characters.", n=LONGEST_WORD)
        )
    return "\n".join(words)


class ScaleIndicator(IndicatorShape):
    """An indicator of quality: its baseline, targets and values are words of its own scale."""

    measured_as = MeasuredAs.SCALE

    scale: Annotated[
        str,
        Field(max_length=1000),
        BeforeValidator(cleaned),
        AfterValidator(is_scale),
        Ask(_l("Enter two to ten words, one a line, the lowest first.")),
    ]
    baseline_word: Line60 = ""

    def check_together(self) -> None:
        """Refuse a total of words, and a baseline that is none of them."""
        if self.aggregation is Aggregation.SUM:
            raise Misfit({"aggregation": _("Words are not added up. Choose latest or mean.")})
        if self.baseline_word and self.baseline_place is None:
            words = ", ".join(self.scale.splitlines())
            raise Misfit({"baseline_word": _("Choose a word of the scale: %(words)s", words=words)})

    @property
    def baseline_place(self) -> Decimal | None:
        """Return the place of the baseline on the scale, counted from 1; None without one."""
        words = [word.casefold() for word in self.scale.splitlines()]
        sought = " ".join(self.baseline_word.split()).casefold()
        return Decimal(words.index(sought) + 1) if sought in words else None


class PercentageValue(ValueSeen):
    """So many of so many; the percentage is computed and never typed."""

    numerator: Annotated[Counted, Ask(_l("Enter how many it is true of"))]
    denominator: Annotated[Counted, Ask(_l("Enter how many there are in all"))]

    def check_together(self) -> None:
        """Refuse a whole of nought, and a part larger than the whole."""
        if self.denominator == 0:
            raise Misfit(
                {
                    "denominator": _(
                        "There is no percentage of 0. Enter a whole above 0, or record no value."
                    )
                }
            )
        if self.numerator > self.denominator:
            raise Misfit(
                {"numerator": _("The part is larger than the whole. Check the two numbers.")}
            )
