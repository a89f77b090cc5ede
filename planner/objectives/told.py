"""How a value of an indicator is told: as a number, “12 of 40 (30 %)”, or a word of its scale."""

from decimal import Decimal
from typing import TypeAlias

from flask_babel import gettext as _

from planner.choices import MeasuredAs
from planner.objectives.models import Indicator, IndicatorTarget, IndicatorUpdate
from planner.objectives.ratios import HUNDRED, Ratio, ratio_of
from planner.objectives.small_counts import ENOUGH, SMALL
from planner.shapes.figure import Sentence, Share
from planner.web.cells import cell
from planner.web.number_words import number
from planner.web.ratio_words import ratio_sentence

ToldValue: TypeAlias = Decimal | Sentence | Share | str | None
"""What a page, a file and a sentence say; a word of a scale, never its place."""


def told(indicator: Indicator, value: Decimal | None, ratio: Ratio | None = None) -> ToldValue:
    """Return a value of an indicator as every page and file tells it; None when there is none."""
    if value is None or indicator.measured_as is MeasuredAs.NUMBER:
        return value
    if indicator.measured_as is MeasuredAs.SCALE:
        return word_at(indicator.words, value)
    if ratio is None:
        return Share(float(value / HUNDRED))
    return ratio_sentence(ratio.numerator, ratio.denominator)


def word_at(words: list[str], place: Decimal) -> str:
    """Return the word at a place of a scale; a mean between two places names both."""
    below = min(max(int(place), 1), len(words))
    if place <= below or below == len(words):
        return words[below - 1]
    return str(_("between “%(one)s” and “%(other)s”", one=words[below - 1], other=words[below]))


def update_told(update: IndicatorUpdate) -> ToldValue:
    """Return a recorded value as it is told; a parted count under five is not."""
    if update.indicator.parted_by and update.value < ENOUGH:
        return SMALL
    return told(update.indicator, update.value, ratio_of(update))


def target_told(indicator: Indicator, target: IndicatorTarget | None) -> ToldValue:
    """Return the value that is wanted as it is told; None where nothing is."""
    return told(indicator, target.value) if target else None


def baseline_told(indicator: Indicator) -> ToldValue:
    """Return the baseline as it is told."""
    return told(indicator, indicator.baseline)


def unit_told(indicator: Indicator) -> str:
    """Return the unit: of a percentage “percent”, of a quality the words of its scale."""
    if indicator.measured_as is MeasuredAs.SCALE:
        return " / ".join(indicator.words)
    if indicator.measured_as is MeasuredAs.PERCENTAGE:
        return str(_("percent"))
    return indicator.unit


def words_of(value: ToldValue, digits: int = 2) -> str:
    """Return what is told in words, a number with so many decimals."""
    if isinstance(value, Decimal):
        return number(value, digits)
    return cell(value)
