"""Form fields for an amount of money and its currency."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Optional

from planner.events.plan.fields import stripped
from planner.shapes.values import MOST_MONEY
from planner.web.number_fields import NumberField


def amount(label: Any) -> NumberField:
    """Return a field for an amount of money, which may be left empty."""
    return NumberField(label, [Optional()], places=2, padded=2, most=int(MOST_MONEY))


def currency_field() -> StringField:
    """Return a field for a currency by its three letters (ISO 4217)."""
    return StringField(_l("Currency"), filters=[lambda value: stripped(value).upper()])
