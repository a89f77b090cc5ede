"""What each state needs before an event may enter it (DOMAIN 2)."""

from collections import defaultdict
from collections.abc import Callable

from flask_babel import gettext as _

from planner.choices import CoordinationParty, EventState
from planner.events.headcount import attended
from planner.events.models import Event
from planner.events.page_queries import names_ticked

Gate = Callable[[Event], list[str]]
_gates: dict[EventState, list[Gate]] = defaultdict(list)


def gate(state: EventState) -> Callable[[Gate], Gate]:
    """Register a function that names what an event lacks for a state: “a place”, “two days”.

    Each phrase completes the sentence “To mark it planned, add: …”.
    """

    def register(function: Gate) -> Gate:
        _gates[state].append(function)
        return function

    return register


def missing_for(event: Event, to: EventState) -> list[str]:
    """Return everything that the event lacks for a state, in words."""
    return [phrase for function in _gates[to] for phrase in function(event)]


def phrases(*pairs: tuple[bool, str]) -> list[str]:
    """Return the phrases whose condition is not met."""
    return [phrase for is_there, phrase in pairs if not is_there]


@gate(EventState.PLANNED)
def planned_needs(event: Event) -> list[str]:
    """Dates, a place, a partner, an objective and a benefit to each side."""
    return phrases(
        (event.starts_on is not None, _("the dates or the period")),
        (any(place.town or place.nation_code for place in event.places), _("a place")),
        (any(not row.nation.is_own for row in event.partners), _("a partner nation")),
        (bool(event.links), _("an objective that it serves")),
        (bool(event.benefit_own.strip()), _("what we gain")),
        (bool(event.benefit_partner.strip()), _("what the partner gains")),
    )


@gate(EventState.COORDINATED)
def coordinated_needs(event: Event) -> list[str]:
    """An entry in the coordination log for the partner, the agencies and the funding."""
    agreed = {entry.party for entry in event.coordination}
    return phrases(
        (CoordinationParty.PARTNER in agreed, _("the partner’s agreement")),
        (CoordinationParty.AGENCIES in agreed, _("the agencies’ agreement")),
        (CoordinationParty.FUNDING in agreed, _("the agreed funding")),
    )


@gate(EventState.APPROVED)
def approved_needs(event: Event) -> list[str]:
    """A marking, and risks that somebody looked at."""
    return phrases(
        (event.marking is not None, _("a marking")),
        (event.risks_rated, _("the rated risks, or that none were found")),
    )


@gate(EventState.EXECUTED)
def executed_needs(event: Event) -> list[str]:
    """The days on which it really happened and how many came."""
    return phrases(
        (event.actual_starts_on is not None, _("the actual first and last day")),
        (
            attended(event, names_ticked(event.id)) is not None,
            _("how many took part (a number, headcounts or ticked names)"),
        ),
    )
