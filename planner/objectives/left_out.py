"""What the attainment of a plan leaves out: objectives not agreed, or not in use any more."""

from flask_babel import lazy_gettext as _l

from planner.choices import Standing
from planner.objectives.assessment import PlanFigures, counts_in_plan
from planner.shapes.figure import LeftOut

NOT_VERIFIED = _l("recorded values that nobody has verified yet: in no number")


def left_out_of_plan(figures: PlanFigures) -> list[LeftOut]:
    """Return how many objectives the plan and its lines do not count, and why (METRICS M22)."""
    found = [one.objective for one in figures.objectives]
    retired = sum(one.retired_on is not None for one in found)
    proposed = sum(one.retired_on is None and one.standing is Standing.PROPOSED for one in found)
    counted = [one for one in figures.objectives if counts_in_plan(one.objective)]
    empty = sum(one.attainment.value is None for one in counted)
    waiting = sum(each.waiting for one in figures.objectives for each in one.readings)
    return [
        LeftOut(NOT_VERIFIED, waiting),
        LeftOut(_l("objectives proposed, not yet agreed: in no attainment of the plan"), proposed),
        LeftOut(_l("objectives retired: in no attainment of the plan"), retired),
        LeftOut(_l("objectives with nothing measured: they raise and lower nothing"), empty),
    ]
