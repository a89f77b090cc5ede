"""What the SMART check asks of an objective: values alone, no rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.choices import Direction
from planner.objectives.progress import is_reachable


@dataclass(frozen=True)
class Aimed:
    """A target as the check sees it: the value wanted, and its time."""

    value: Decimal
    first: date
    last: date


@dataclass(frozen=True)
class SmartMeasure:
    """An indicator as the check sees it."""

    code: str
    direction: Direction
    unit: str = ""
    baseline: Decimal | None = None
    targets: tuple[Aimed, ...] = ()
    before: Decimal | None = None
    """The last value that was seen before the time of its first target began."""

    @property
    def is_whole(self) -> bool:
        """Say whether it has a unit, a baseline and a target."""
        return bool(self.unit and self.targets) and self.baseline is not None

    @property
    def is_reachable(self) -> bool:
        """Say whether no target lies on the wrong side of the baseline (METRICS M20)."""
        baseline = self.baseline
        if baseline is None:
            return True
        return all(is_reachable(self.direction, baseline, one.value) for one in self.targets)

    @property
    def was_there_before(self) -> bool:
        """Say whether a value met the first target before its time; a level to hold is meant to."""
        if self.before is None or not self.targets or self.targets[0].value == self.baseline:
            return False
        return is_reachable(self.direction, self.targets[0].value, self.before)


@dataclass(frozen=True)
class SmartFacts:
    """What the check asks of an objective and of its plan."""

    starts_on: date
    ends_on: date
    """The time of its plan."""
    today: date
    has_statement: bool = True
    has_category: bool = True
    has_owner: bool = True
    measures: tuple[SmartMeasure, ...] = ()
    required: int = 0
    """How many events are agreed for it, with whichever nation and in whichever year."""
    is_told_all: bool = True
    """Whether the viewer sees what is required with every nation."""
    has_theory: bool = True
    has_aim: bool = True
    """Whether its plan serves an aim, where the office keeps any."""
    window_days: int = 0
