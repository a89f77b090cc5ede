"""A proposed change as values: what it says, what it leaves alone, and how it would be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import EventState, PartnerRole
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.binding import opened
from planner.events.approval.material import DETAILS, Pair, from_json, to_json
from planner.events.approval.models import ProposedChange
from planner.events.approval.queries import open_for_upkeep
from planner.events.models import Event
from planner.events.plan.day_order import check_day_order
from planner.events.plan.day_order_rules import DAYS
from planner.events.plan.kind_change import check_nothing_left
from planner.events.plan.least_marking import check_least_marking
from planner.events.plan.writing import write
from planner.events.states.calendar_gates import check_begun
from planner.events.states.gates import Lack, missing_for
from planner.events.states.guards import check_scope
from planner.history.moments import Moment
from planner.viewers import Viewer


@dataclass(frozen=True)
class Amendment:
    """What somebody would have otherwise of an approved event.

    `moved` is field to before and after; `settled` are the fields that are as they should be,
    and so leave the proposal. `wish` is a state to go to and the reason (`request_actions.py`).
    """

    moved: Mapping[str, Pair]
    settled: frozenset[str] = frozenset()
    note: str = ""
    wish: tuple[EventState, str] | None = None

    def joined_to(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return the changes of a proposal with these among them."""
        changes = {name: pair for name, pair in kept.items() if name not in self.settled}
        return changes | {
            name: [to_json(part) for part in pair] for name, pair in self.moved.items()
        }

    def says_nothing_new(self, found: ProposedChange | None, changes: Mapping[str, Any]) -> bool:
        """Say whether a proposal with these changes stays as it is."""
        if self.wish or changes != (found.changes if found else {}):
            return False
        return not self.note or (found is not None and found.note == self.note)


def said_of(
    event: Event,
    found: ProposedChange | None,
    wanted: Amendment,
    changes: dict[str, Any],
    now: datetime,
) -> dict[str, Any]:
    """Return the columns of a proposal as it is to be."""
    said = {
        "changes": changes,
        "proposed_at": now,
        "note": wanted.note or (found.note if found else ""),
        **moment_of(event, found).columns,
    }
    if wanted.wish:
        said |= {"to_state": wanted.wish[0].value, "reason_code": wanted.wish[1]}
    return said


def moment_of(event: Event, found: ProposedChange | None) -> Moment:
    """Return how the event stands; an amended proposal keeps what it was proposed under too.

    Its earlier words stay in it, though the event may have been marked lower since.
    """
    codes = {row.nation_code for row in event.partners} | {event.host_code}
    standing = Moment(event.marking, frozenset(code for code in codes if code))
    if found is None:
        return standing
    return standing.narrowed(Moment.of_columns(found.marking, found.nations))


def is_seen(found: ProposedChange, viewer: Viewer) -> bool:
    """Say whether a proposal on an event that a viewer sees is one that they see as well."""
    return (found.marking or 0) <= viewer.ceiling


def leave_alone(found: ProposedChange, wanted: Amendment) -> ProposedChange:
    """Return a proposal that the viewer may not see; RuleBroken when they would amend it."""
    if wanted.moved or wanted.wish is not None:
        raise NotAllowed(
            _("A change that you may not see waits for an approver. Ask them to decide it first.")
        )
    return found


def after_of(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return field to the value that is proposed."""
    return {name: from_json(name, pair[1]) for name, pair in changes.items()}


def proposed_parts(proposal: ProposedChange | None) -> dict[str, PartnerRole]:
    """Return the parts of nations, by code, that a proposal sets."""
    found: dict[str, PartnerRole] = after_of(proposal.changes).get("parts", {}) if proposal else {}
    return found


def proposed_partners(event: Event, viewer: Viewer) -> list[str]:
    """Return the nations that would take part by the open proposal, if the viewer sees it."""
    found = open_for_upkeep(event.id)
    if found is None or not is_seen(found, viewer):
        return []
    codes: list[str] = after_of(found.changes).get("partner_codes") or []
    return codes


def rehearse(event: Event, values: Mapping[str, Any], viewer: Viewer, now: datetime) -> None:
    """Raise RuleBroken when the event could not be as proposed; it stays as it is.

    What was saved before is flushed, so that forgetting the trial forgets nothing else. No
    savepoint: its rollback would tell calendars that nothing was touched.
    """
    there = [event, *event.places, *event.partners, *event.links]
    known = set(db.session.new)
    try:
        write_agreed(event, values, viewer, now)
    finally:
        for row in set(db.session.new) - known:
            db.session.expunge(row)
        for row in there:
            db.session.expire(row)


def write_agreed(event: Event, values: Mapping[str, Any], viewer: Viewer, now: datetime) -> None:
    """Write what is proposed, and look whether the event may be so: scope, days, gates.

    A nation that comes in opens the question of its agreement anew; the approver, who is told
    so, may let it in all the same, and the question stays open on the event.
    """
    lacked = set(lacking(event))
    with opened(event), db.session.no_autoflush:
        write(event, as_values(values))
        set_parts(event, values.get("parts") or {})
        if "kind" in values:
            check_nothing_left(event)
        check_scope(event, viewer)
        check_least_marking(event, viewer)
        if values.keys() & DAYS:
            check_day_order(event)
        if values.keys() & {"starts_on", "ends_on", "zone"}:
            check_begun(event, event.state, now)
        lacks = [phrase for phrase in lacking(event) if phrase not in lacked]
    if lacks:
        raise RuleBroken(
            _(
                "An approved event needs all that it had. Add: %(missing)s.",
                missing="; ".join(lacks),
            )
        )


def lacking(event: Event) -> list[str]:
    """Return what the event lacks of what it needed on its way to approval."""
    way = (EventState.PLANNED, EventState.COORDINATED, EventState.APPROVED)
    found = dict.fromkeys(phrase for state in way for phrase in missing_for(event, state))
    return [phrase for phrase in found if not is_agreement(phrase)]


def is_agreement(phrase: str) -> bool:
    """Say whether what is lacking is the agreement of a nation."""
    return isinstance(phrase, Lack) and phrase.nation is not None


def as_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return proposed values as `write` takes them: the kind's own fields together."""
    plain = {name: value for name, value in values.items() if not name.startswith(DETAILS)}
    details = {
        name.removeprefix(DETAILS): value
        for name, value in values.items()
        if name.startswith(DETAILS)
    }
    return plain | ({"details": details} if details else {})


def set_parts(event: Event, parts: Mapping[str, PartnerRole]) -> None:
    """Set the parts of nations by code."""
    for row in event.partners:
        row.role = parts.get(row.nation_code, row.role)
