"""What each state needs before an event may enter it (DOMAIN 2)."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from planner.choices import AHEAD_STATES, UNAPPROVED_STATES, CoordinationParty, EventState
from planner.events.models import Event
from planner.events.page.coordination import nations_lacking, parties_lacking, partner_codes
from planner.events.page.headcount import attended
from planner.events.page.queries import names_ticked
from planner.terms.models import RiskCategory
from planner.terms.queries import terms
from planner.web.nationnames import nation_name

BEFORE_APPROVAL = (*UNAPPROVED_STATES, EventState.POSTPONED)
COORDINATION, RISKS, MARKING, ACTUALS, PLAN = (
    "coordination",
    "risks",
    "marking",
    "actuals",
    "edit",
)
"""Pages on which something that is missing is added, by their endpoint in this room."""


class Lack(str):
    """Something that an event lacks for a state, in words, and the page on which it is added."""

    page: str
    nation: str | None
    party: str | None

    def __new__(
        cls, words: str, page: str = PLAN, nation: str | None = None, party: str | None = None
    ) -> "Lack":
        """Make the phrase."""
        made = super().__new__(cls, words)
        made.page, made.nation, made.party = page, nation, party
        return made


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


def phrases(*pairs: tuple[bool, str], page: str = PLAN) -> list[str]:
    """Return the phrases whose condition is not met, with the page on which each is added."""
    return [Lack(phrase, page) for is_there, phrase in pairs if not is_there]


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
    """A coordination entry for each partner nation, the agencies and the funding."""
    lacking = parties_lacking(event)
    words = {
        CoordinationParty.AGENCIES: _("the agencies’ agreement"),
        CoordinationParty.FUNDING: _("the agreed funding"),
    }
    nobody = [] if partner_codes(event) else [Lack(_("a partner nation"))]
    return [
        *nobody,
        *agreements_needed(event),
        *(Lack(words[one], COORDINATION, party=one.value) for one in lacking if one in words),
    ]


def agreements_open(event: Event) -> list[str]:
    """Return the agreements that are still to be noted: all before the approval, then nations’."""
    if event.state in BEFORE_APPROVAL:
        return agreements_lacking(event)
    return agreements_needed(event) if event.state in AHEAD_STATES else []


def agreements_lacking(event: Event) -> list[str]:
    """Return every agreement that is not on record: the nations’, the agencies’, the funding."""
    return [one for one in coordinated_needs(event) if isinstance(one, Lack) and one.party]


def has_log(event: Event) -> bool:
    """Say whether agreements were noted here, or the event became coordinated here."""
    moved = (row.to_state is EventState.COORDINATED and row.from_state for row in event.transitions)
    return bool(event.coordination) or any(moved)


def agreements_needed(event: Event) -> list[str]:
    """Return the agreements of partner nations that are not on record, each by its nation."""
    return agreements_of(nations_lacking(event))


def agreements_of(codes: Iterable[str]) -> list[str]:
    """Return the agreements of nations as phrases."""
    return [
        Lack(
            _("the agreement of %(nation)s", nation=nation_name(code)),
            COORDINATION,
            nation=code,
            party=CoordinationParty.PARTNER.value,
        )
        for code in codes
    ]


@gate(EventState.APPROVED)
def approved_needs(event: Event) -> list[str]:
    """The agreement of nations that came in later, and risks that were looked at and answered.

    What a load brought in as coordinated has no log to hold against it. That the marking is as
    high as the event asks for is a gate of its own (planner/events/plan/least_marking.py).
    """
    return [
        *(agreements_needed(event) if has_log(event) else []),
        *phrases((event.risks_rated, _("the rated risks, or that none were found")), page=RISKS),
        *risks_unanswered(event),
    ]


def risks_unanswered(event: Event) -> list[str]:
    """Return what is to be done about risks whose category asks for an answer and has none."""
    known = terms(RiskCategory) if event.risks else {}
    asking = [one for one in event.risks if known[one.category].traits["asks_for_answer"]]
    return [
        Lack(_("what is done about “%(risk)s”", risk=known[one.category].label), RISKS)
        for one in asking
        if not one.is_answered
    ]


@gate(EventState.EXECUTED)
def executed_needs(event: Event) -> list[str]:
    """The days on which it really happened and how many came."""
    return phrases(
        (event.actual_starts_on is not None, _("the actual first and last day")),
        (
            attended(event, names_ticked(event.id)) is not None,
            _("how many took part (a number, headcounts or ticked names)"),
        ),
        page=ACTUALS,
    )
