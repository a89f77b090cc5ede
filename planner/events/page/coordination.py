"""Whose agreement an event needs before it counts as coordinated: each partner nation's own."""

from collections.abc import Iterable

from planner.choices import CoordinationParty
from planner.events.models import Event


def partner_codes(event: Event) -> list[str]:
    """Return the codes of the partner nations of an event; the own nation is none."""
    return sorted(row.nation_code for row in event.partners if not row.nation.is_own)


def nations_agreed(event: Event) -> set[str]:
    """Return the codes of the nations whose agreement is on record.

    A coordination entry of before that names no nation counts where there is only one it can mean.
    """
    agreements = [one for one in event.coordination if one.party == CoordinationParty.PARTNER]
    named = {one.nation_code for one in agreements if one.nation_code}
    asked = partner_codes(event)
    is_clear = len(asked) == 1 and any(one.nation_code is None for one in agreements)
    return named | set(asked if is_clear else ())


def nations_lacking(event: Event) -> list[str]:
    """Return the codes of the partner nations whose agreement is not on record."""
    agreed = nations_agreed(event)
    return [code for code in partner_codes(event) if code not in agreed]


def parties_lacking(event: Event) -> list[CoordinationParty]:
    """Return whose agreement is not on record, the partners first as long as one lacks."""
    agreed = {one.party for one in event.coordination}
    others = [CoordinationParty.AGENCIES, CoordinationParty.FUNDING]
    found = [party for party in others if party not in agreed]
    is_open = bool(nations_lacking(event)) or not partner_codes(event)
    return [CoordinationParty.PARTNER, *found] if is_open else found


def nations_to_ask(event: Event, proposed: Iterable[str] = ()) -> list[str]:
    """Return the nations that may agree: the partners, and those that a proposal would add."""
    own = {row.nation_code for row in event.partners if row.nation.is_own}
    return sorted({*partner_codes(event), *proposed} - own)
