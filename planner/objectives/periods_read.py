"""An indicator in each period of its targets: what was reached by its end, whether it was met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Aggregation, MeasuredAs
from planner.objectives.models import Indicator, IndicatorTarget
from planner.objectives.progress import is_reachable
from planner.objectives.readings import Reading, computed_on, read

MADE_FROM = {
    Aggregation.LATEST: _l("the latest value known at its end"),
    Aggregation.SUM: _l("the running total of its values"),
    Aggregation.MEAN: _l("the mean of its values"),
}
ADDED_UP = _l("the numerators and the denominators of its values, added up")


@dataclass(frozen=True)
class PeriodLine:
    """A period of a target, read at its last day, or on the day where it still runs."""

    target: IndicatorTarget
    reading: Reading
    is_begun: bool
    is_over: bool

    @property
    def is_met(self) -> bool | None:
        """Say whether the value meets the target in the wanted direction; None without a value."""
        indicator, reached = self.reading.indicator, self.reading.reached
        if reached is None or not self.is_begun:
            return None
        return is_reachable(indicator.direction, self.target.value, reached)

    @property
    def met_words(self) -> str:
        """Return whether the target was met, in words."""
        if not self.is_begun:
            return str(_("not begun"))
        if self.reading.masked:
            return str(_("not shown"))
        if self.is_met is None:
            return str(_("no value")) if self.is_over else str(_("no value yet"))
        if self.is_met:
            return str(_("met"))
        return str(_("not met")) if self.is_over else str(_("not met yet"))


def periods_of(indicators: Iterable[Indicator], day: date) -> list[PeriodLine]:
    """Return the periods of indicators in order; computed values are asked once for each end."""
    found = [(one, target) for one in indicators for target in one.targets]
    ends = {min(day, target.ends_on) for _one, target in found}
    known = {
        end: computed_on(
            {one.id: one for one, target in found if min(day, target.ends_on) == end}.values(), end
        )
        for end in sorted(ends)
    }
    return [
        PeriodLine(
            target,
            read(one, end, known[end]),
            is_begun=target.starts_on <= day,
            is_over=target.ends_on < day,
        )
        for one, target in found
        for end in (min(day, target.ends_on),)
    ]


def made_from_words(indicator: Indicator) -> str:
    """Return in words what the value of a period is made from."""
    if indicator.is_yearly:
        return str(_("what its last year came to so far"))
    if indicator.measured_as is MeasuredAs.PERCENTAGE and (
        indicator.aggregation is not Aggregation.LATEST
    ):
        return str(ADDED_UP)
    return str(MADE_FROM[indicator.aggregation])
