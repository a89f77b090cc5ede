"""What the quick log writes: an event in a minute, with what else was noted of it."""

from typing import Annotated

from annotated_types import MinLen
from flask_babel import lazy_gettext as _l

from planner.shapes.base import Ask, Shape
from planner.shapes.event_parts import Newcomer, PlannedPlace, PromiseMade
from planner.shapes.event_plan import KindChoice
from planner.shapes.values import Currency, Day, Keys, Money, NationCode, OneLine

Partners = Annotated[tuple[NationCode, ...], MinLen(1), Ask(_l("Enter at least one nation."))]


class QuickLog(Shape):
    """What happened or will, of which kind, when, with whom, for what.

    A cost is what it cost when the day has come, else what it is to cost.
    """

    title: Annotated[str, OneLine(ask=_l("Say in a few words what it was."))]
    kind: KindChoice
    day: Annotated[Day, Ask(_l("Enter the day."))]
    partner_codes: Partners
    objective_ids: Keys = ()
    line: Annotated[str, OneLine(500)] = ""
    cost: Money | None = None
    currency: Currency = ""
    places: tuple[PlannedPlace, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    promise: PromiseMade | None = None
