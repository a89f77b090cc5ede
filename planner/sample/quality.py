"""A quality of the sample plan, told by the words of a scale."""

from datetime import timedelta
from decimal import Decimal

from planner.choices import Direction, IndicatorLevel, Role
from planner.objectives.indicator_actions import add_indicator
from planner.objectives.target_actions import add_target
from planner.objectives.update_actions import add_update, verify_update
from planner.sample.office import SampleOffice
from planner.shapes.indicator import WrittenTarget, WrittenValue
from planner.shapes.measured import ScaleIndicator

WARNING = ScaleIndicator(
    code="O08.3",
    name="Warning that neighbours give of their large exercises",
    level=IndicatorLevel.OUTCOME,
    direction=Direction.UP,
    scale="none\nlate\non time\nearly and in full",
    baseline_word="none",
)


def rate_warning(office: SampleOffice) -> None:
    """Add a quality to the objective on stability, its target and what was seen last."""
    objective, plan = office.objectives["O08"], office.plan
    desk = office.users[Role.COUNTRY_DESK].as_viewer
    indicator = add_indicator(objective, WARNING.but(baseline_on=plan.starts_on), viewer=desk)
    wanted = WrittenTarget(starts_on=plan.starts_on, ends_on=plan.ends_on, value=Decimal(4))
    add_target(indicator, wanted, viewer=desk)
    for days, place in ((160, 2), (40, 3)):
        seen = WrittenValue(
            seen_on=office.today - timedelta(days=days),
            value=Decimal(place),
            note="Example value (sample)",
        )
        by = office.planner.as_viewer
        update = add_update(indicator, seen, viewer=by, now=office.now, today=office.today)
        verify_update(update, viewer=office.users[Role.APPROVER].as_viewer, now=office.now)
