"""What an indicator has reached on a day, and in the years of its targets (METRICS M20)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext as _

from planner.choices import Aggregation, IndicatorSource, MeasuredAs
from planner.objectives.computed import (
    Computed,
    computed_numbers,
    computed_rows,
    is_computed,
)
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
    IndicatorUpdate,
)
from planner.objectives.progress import (
    Light,
    actual_value,
    expected,
    on_track,
    progress,
)
from planner.objectives.ratios import Ratio, ratio_of, together
from planner.objectives.reasons import NOTHING, none_yet, reason_of
from planner.objectives.small_counts import ENOUGH, SMALL
from planner.objectives.told import ToldValue, target_told, told
from planner.office.queries import year_style
from planner.shapes.figure import Sentence

Span = tuple[date, date]
Known = Mapping[tuple[str, Span], Computed]
"""Computed values by indicator code and the days they are of."""


@dataclass(frozen=True)
class Reading:
    """An indicator on a day: the target of the period, its value, progress and light."""

    indicator: Indicator
    target: IndicatorTarget | None
    actual: Decimal | None
    p: Fraction | None
    x: Fraction
    n: int | None = None
    """How many rows, or typed values, the value is made of."""
    span: Span | None = None
    """The first and the last day of what it is made of."""
    n_words: Sentence | None = None
    """What n counts and in how many rows, where these differ."""
    why_none: Sentence | None = None
    """Why nothing is counted for this viewer, where that is the reason."""
    waiting: int = 0
    """How many typed values of these days count in nothing until somebody verifies them."""
    ratio: Ratio | None = None
    """Of a percentage the numerators and denominators it is made of, added up."""
    masked: str = ""
    """What stands in place of a value too small to show, or of one that would tell such a one."""

    @property
    def told(self) -> ToldValue:
        """Return the value as pages and files tell it."""
        return self.masked or told(self.indicator, self.actual, self.ratio)

    @property
    def reached(self) -> Decimal | Fraction | None:
        """Return the value as it is compared: of a percentage the exact one."""
        return self.ratio.exact if self.ratio else self.actual

    @property
    def target_told(self) -> ToldValue:
        """Return the value that is wanted as pages and files tell it."""
        return target_told(self.indicator, self.target)

    @property
    def light(self) -> Light:
        """Return METRICS M21; grey before the period of the target begins."""
        return on_track(self.p if self.x else None, self.x)

    def due_on(self, day: date) -> date | None:
        """Return the day by which its target is wanted: the end of its period, or of the year."""
        return part_on(self.indicator, self.target, day)[1] if self.target else None

    @property
    def rows(self) -> str | None:
        """Return the address of the rows that a computed value is made of."""
        if self.indicator.source is not IndicatorSource.AUTO or not self.span or self.n is None:
            return None
        return computed_rows(self.indicator.code, *self.span)

    @property
    def progress(self) -> float | None:
        """Return raw p of METRICS M20 as a number for pages and files."""
        return None if self.p is None else float(self.p)

    @property
    def reason(self) -> Sentence:
        """Return why the light shows what it shows."""
        if self.masked:
            return Sentence(_("Counts under 5 are not shown"), code="too-few")
        if self.p is not None:
            return reason_of(self.p, self.x)
        if self.indicator.source is IndicatorSource.AUTO and not is_computed(self.indicator.code):
            return Sentence(_("Not computed yet"), code="not-computed")
        if self.actual is None:
            return self.why_none or none_yet(self.waiting)
        if self.indicator.baseline is None:
            return Sentence(_("No baseline"), code="no-baseline")
        return Sentence(_("No target"), code="no-target")


def target_on(targets: Sequence[IndicatorTarget], day: date) -> IndicatorTarget | None:
    """Return the target of the period that holds the day, else the last begun, else the first."""
    in_order = sorted(targets, key=lambda target: target.starts_on)
    begun = [target for target in in_order if target.starts_on <= day]
    found = begun or in_order[:1]
    return found[-1] if found else None


def span_on(indicator: Indicator, day: date) -> Span:
    """Return the days that a value of the day is made from; the first may lie after the last."""
    target = target_on(indicator.targets, day)
    if target is None:
        return indicator.baseline_on or day, day
    first, last = part_on(indicator, target, day)
    return first, min(day, last)


def part_on(indicator: Indicator, target: IndicatorTarget, day: date) -> Span:
    """Return the days to which a target applies: all of its period, or the year of the day.

    A yearly number is counted anew in each year of the office that the period touches.
    """
    if not indicator.is_yearly:
        return target.starts_on, target.ends_on
    year = year_style().holding(min(max(day, target.starts_on), target.ends_on))
    return max(year.first, target.starts_on), min(year.last, target.ends_on)


def years_of(indicator: Indicator, day: date) -> list[Reading]:
    """Return a yearly indicator in each year of its target so far, the latest first."""
    target = target_on(indicator.targets, day)
    if target is None or not indicator.is_yearly or target.starts_on > day:
        return []
    last = min(day, target.ends_on)
    years = list(year_style().between(target.starts_on, last))
    ends = [min(year.last, last) for year in reversed(years)]
    return [read(indicator, end) for end in ends]


def computed_on(indicators: Iterable[Indicator], day: date) -> Known:
    """Return the computed values of many indicators at once: one question for each period."""
    codes: dict[Span, set[str]] = defaultdict(set)
    for indicator in indicators:
        first, last = span_on(indicator, day)
        if indicator.source is IndicatorSource.AUTO and first <= last:
            codes[first, last].add(indicator.code)
    return {
        (code, span): value
        for span, asked in codes.items()
        for code, value in computed_numbers(sorted(asked), *span).items()
    }


def read(indicator: Indicator, day: date, known: Known | None = None) -> Reading:
    """Return an indicator as it stands on a day (METRICS M20, M21)."""
    target, span = target_on(indicator.targets, day), span_on(indicator, day)
    found = made_of(indicator, span, day, known)
    ratio, waiting = ratio_on(indicator, span), waiting_on(indicator, span[1])
    masked = mask_of(indicator, span, found.value)
    if masked:
        found = replace(found, value=None)
    about = (found.n, span, found.n_words, found.why_none, waiting, ratio, masked)
    if target is None:
        return Reading(indicator, None, found.value, None, NOTHING, *about)
    reached = ratio.exact if ratio else found.value
    p = progress(indicator.baseline, target.value, reached, indicator.direction)
    x = expected(*part_on(indicator, target, day), day)
    return Reading(indicator, target, found.value, p, x, *about)


def mask_of(indicator: Indicator, span: Span, value: Decimal | None) -> str:
    """Return what stands in place of a parted count under five, or of what is made of one.

    A total beside its other values would tell the small one, and so would progress.
    """
    if not indicator.parted_by or value is None:
        return ""
    if value < ENOUGH:
        return SMALL
    counted = values_counted(indicator, span)
    return str(_("withheld")) if any(row.value < ENOUGH for row in counted) else ""


def ratio_on(indicator: Indicator, span: Span) -> Ratio | None:
    """Return of a percentage what it comes to over some days; None of any other indicator."""
    if indicator.measured_as is not MeasuredAs.PERCENTAGE:
        return None
    seen_ratios = [(row.seen_on, one) for row in indicator.counted if (one := ratio_of(row))]
    return together(indicator.aggregation, seen_ratios, *span)


def made_of(indicator: Indicator, span: Span, day: date, known: Known | None) -> Computed:
    """Return the value of an indicator over some days with its n: computed, or from what was typed.

    A value that was typed in is made of those of the days, or of the latest one.
    """
    if indicator.source is IndicatorSource.AUTO:
        values = computed_on([indicator], day) if known is None else known
        return values.get((indicator.code, span), Computed(None))
    value: Decimal | None
    if indicator.measured_as is MeasuredAs.PERCENTAGE:
        ratio = ratio_on(indicator, span)
        value = ratio.percentage if ratio else None
    else:
        typed = [(update.seen_on, update.value) for update in indicator.counted]
        value = actual_value(indicator.aggregation, typed, *span)
    return (
        Computed(None) if value is None else Computed(value, len(values_counted(indicator, span)))
    )


def values_counted(indicator: Indicator, span: Span) -> list[IndicatorUpdate]:
    """Return the typed values that an indicator is made of: the latest, or those of the days."""
    first, last = span
    known = sorted((one for one in indicator.counted if one.seen_on <= last), key=seen)
    if indicator.aggregation is Aggregation.LATEST:
        return known[-1:]
    return [one for one in known if one.seen_on >= first]


def waiting_on(indicator: Indicator, last: date) -> int:
    """Return how many values seen by a day wait to be verified."""
    if indicator.source is IndicatorSource.AUTO:
        return 0
    return sum(one.seen_on <= last for one in indicator.waiting)


def seen(update: IndicatorUpdate) -> date:
    """Return the day a value was seen."""
    return update.seen_on
