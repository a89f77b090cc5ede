"""Requirements and indicator updates of the sample plan, all examples."""

from datetime import timedelta
from decimal import Decimal

from planner.choices import IndicatorSource
from planner.db import db
from planner.objectives.models import Indicator, Requirement
from planner.objectives.update_actions import add_update
from planner.sample.office import SampleOffice
from planner.shapes.indicator import WrittenValue

WANTED = {"O01": (2, 1), "O02": (1, 1), "O03": (1, 0), "O04": (1, 1), "O08": (1, 0), "O09": (1, 0)}
"""Events a year wanted of an objective with the first six partners, and with the others."""
FIRST = 6


def set_targets(office: SampleOffice, partners: list[str]) -> None:
    """Set requirements for this year and the next, and two updates of each typed indicator."""
    for year in (office.today.year, office.today.year + 1):
        for place, nation in enumerate(partners):
            for code, (first, other) in WANTED.items():
                if number := first if place < FIRST else other:
                    db.session.add(
                        Requirement(
                            objective=office.objectives[code],
                            nation_code=nation,
                            year=year,
                            number=number,
                        )
                    )
    for objective in office.objectives.values():
        for indicator in objective.indicators:
            if indicator.source is IndicatorSource.MANUAL and indicator.baseline is not None:
                update_twice(office, indicator)


def update_twice(office: SampleOffice, indicator: Indicator) -> None:
    """Add two values on the way from the baseline to the target."""
    baseline = indicator.baseline
    targets = indicator.targets
    if not targets or baseline is None:
        return
    step = (targets[-1].value - baseline) / Decimal(5)
    for turn in (1, 2):
        written = WrittenValue(
            seen_on=office.today - timedelta(days=200 - 90 * turn),
            value=baseline + step * turn,
            note="Example value (sample)",
        )
        viewer = office.planner.as_viewer
        add_update(indicator, written, viewer=viewer, now=office.now, today=office.today)
