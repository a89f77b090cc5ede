"""What of this room falls due: the next values of indicators."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from planner.accounts.labels import owner_name
from planner.accounts.models import User
from planner.choices import Marking
from planner.objectives.models import Indicator
from planner.objectives.value_due_conditions import owes_value, value_is_owed
from planner.shapes.due_item import DueItem
from planner.web.due_sources import DueSource, due_source


def value_item(indicator: Indicator) -> DueItem:
    """Return the next value of an indicator; plans carry no marking, so it raises none."""
    objective = indicator.objective
    return DueItem(
        "values-owed",
        f"{indicator.code} {indicator.name}",
        url_for("indicators.show", indicator_id=indicator.id),
        indicator.next_due_on or indicator.objective.line.plan.ends_on,
        owner_name(indicator.owner),
        f"{objective.code} {objective.name}",
        Marking.PUBLIC,
        _("Record a value"),
        url_for("indicators.new_update", indicator_id=indicator.id),
        indicator.id,
        indicator.version + objective.version,
    )


OWNER = joinedload(Indicator.owner)
VALUES_DUE = due_source(
    DueSource(
        "values-owed",
        _l("Indicator values to record"),
        Indicator,
        value_is_owed,
        owes_value,
        Indicator.next_due_on,
        value_item,
        loads=(
            joinedload(Indicator.objective),
            OWNER.lazyload(User.grants),
            OWNER.lazyload(User.nations),
        ),
        place=40,
    )
)
