"""Requirements and indicator updates of the sample plan, all examples."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, repeat

from planner.choices import IndicatorSource, MeasuredAs, Rhythm, Role
from planner.objectives.link_actions import ask_outside, give_value
from planner.objectives.models import Indicator
from planner.objectives.requirement_actions import set_requirements
from planner.objectives.update_actions import add_update, verify_update
from planner.objectives.value_due_actions import set_owed_values
from planner.sample.office import SampleOffice
from planner.shapes.indicator import OwedValues, ValueSeen, WrittenValue
from planner.shapes.measured import PercentageValue
from planner.shapes.objective import WantedNumber, WrittenRequirements
from planner.shapes.parted import PartedValue
from planner.shapes.value_link import AskedOutside, GivenValue
from planner.years import CALENDAR

WANTED = {"O01": (2, 1), "O02": (1, 1), "O03": (1, 0), "O04": (1, 1), "O08": (1, 0), "O09": (1, 0)}
"""Events a year wanted of an objective with the first six partners, and with the others."""
FIRST = 6
UNVERIFIED = frozenset({"O01.2", "O07.3", "O11.1"})
"""Indicators whose latest value waits to be verified."""
OF_FORTY = Decimal(40)
"""How many an example of a percentage has in all."""


def set_targets(office: SampleOffice, partners: list[str]) -> None:
    """Set requirements for this year and the next, and two updates of each typed indicator."""
    desk = office.users[Role.COUNTRY_DESK].as_viewer
    wanted = WrittenRequirements(numbers=tuple(wanted_numbers(office, partners)))
    for number in (office.today.year, office.today.year + 1):
        set_requirements(office.plan, CALENDAR.called(number), wanted, viewer=desk)
    for objective in office.objectives.values():
        for indicator in objective.indicators:
            if indicator.source is IndicatorSource.MANUAL and indicator.baseline is not None:
                update_twice(office, indicator)
    ask_for_values(office)


def wanted_numbers(office: SampleOffice, partners: list[str]) -> Iterator[WantedNumber]:
    """Yield what is wanted of each objective with each partner in a year."""
    for place, nation in enumerate(partners):
        for code, (first, other) in WANTED.items():
            if number := first if place < FIRST else other:
                objective = office.objectives[code]
                yield WantedNumber(objective_id=objective.id, nation_code=nation, number=number)


def update_twice(office: SampleOffice, indicator: Indicator) -> None:
    """Add two values on the way from the baseline to the target."""
    baseline = indicator.baseline
    targets = indicator.targets
    if not targets or baseline is None:
        return
    step = (targets[-1].value - baseline) / Decimal(5)
    for turn in (1, 2):
        seen_on = office.today - timedelta(days=200 - 90 * turn)
        written = example(indicator, baseline + step * turn, seen_on)
        viewer = office.planner.as_viewer
        update = add_update(indicator, written, viewer=viewer, now=office.now, today=office.today)
        if turn == 1 or indicator.code not in UNVERIFIED:
            approver = office.users[Role.APPROVER].as_viewer
            verify_update(update, viewer=approver, now=office.now)


def ask_for_values(office: SampleOffice) -> None:
    """Say who owes the values of the typed indicators: the first in a few days, others later."""
    manual = [
        indicator
        for objective in office.objectives.values()
        for indicator in objective.indicators
        if indicator.source is IndicatorSource.MANUAL
    ]
    desk = office.users[Role.COUNTRY_DESK].as_viewer
    soon = office.today + timedelta(days=5)
    for indicator, day in zip(manual, chain([soon], repeat(None)), strict=False):
        owed = OwedValues(
            owner_id=office.planner.id,
            rhythm=Rhythm.QUARTERLY,
            typed_due_on=day,
            is_releasable=True,
        )
        set_owed_values(indicator, owed, viewer=desk, today=office.today)
    give_from_outside(office, next(one for one in manual[1:] if fits_a_link(one)))


def give_from_outside(office: SampleOffice, indicator: Indicator) -> None:
    """Let a partner give a value by a link; it waits to be verified. Another link stays open."""
    begun = office.today - timedelta(days=90)
    asked = AskedOutside(asked_of="Example partner", starts_on=begun, ends_on=office.today)
    viewer = office.planner.as_viewer
    first, _second = (
        ask_outside(indicator, asked, viewer=viewer, now=office.now, today=office.today)
        for _each in range(2)
    )
    given = GivenValue(
        value=indicator.updates[-1].value,
        note="Example value (sample)",
        giver_name="Example giver",
        giver_organisation="Example ministry (sample)",
    )
    give_value(first.link, given, now=office.now, today=office.today)


def fits_a_link(indicator: Indicator) -> bool:
    """Say whether an indicator measures a number of which some values are there."""
    return indicator.measured_as is MeasuredAs.NUMBER and len(indicator.updates) > 1


def example(indicator: Indicator, value: Decimal, seen_on: date) -> ValueSeen:
    """Return an example of a value; a percentage is one of forty."""
    note = "Example value (sample)"
    if indicator.parted_by:
        women = int(value) // 5
        men = f"men {int(value) - women - 6}"
        sexes = f"women {women}\n{men}"
        return PartedValue(value=value, seen_on=seen_on, note=note, parts_sex=sexes)
    if indicator.measured_as is not MeasuredAs.PERCENTAGE:
        return WrittenValue(value=value, seen_on=seen_on, note=note)
    numerator = round(value * OF_FORTY / 100, 0)
    return PercentageValue(numerator=numerator, denominator=OF_FORTY, seen_on=seen_on, note=note)
