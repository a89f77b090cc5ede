"""In which currency an office counts, and that no amount is without one."""

from functools import lru_cache
from typing import Any

from babel.numbers import get_territory_currencies
from flask_babel import gettext as _

from planner.events.models import Event


@lru_cache(maxsize=300)
def currency_of(nation_code: str | None) -> str:
    """Return the currency (ISO 4217) of a nation (ISO 3166-1); empty when there is none known.

    Source: the currencies in use by territory of the Unicode CLDR, which Babel brings.
    """
    found = get_territory_currencies(nation_code) if nation_code else []
    return str(found[0]) if found else ""


def has_currency(cost: Any, currency: Any) -> bool:
    """Say whether an amount typed has its currency; put a sentence beside the field if not.

    A page without the field asks for none: the event's own or the office's currency stands.
    """
    if cost.data is None or currency.data or not currency.raw_data:
        return True
    currency.errors = [*currency.errors, _("Say in which currency: three letters such as USD.")]
    return False


def set_currency(event: Event, currency: str) -> None:
    """Take the currency of a cost that was recorded; that of the planned cost stays."""
    if (
        event.actual_cost is not None
        and currency
        and (event.planned_cost is None or not event.currency)
    ):
        event.currency = currency
