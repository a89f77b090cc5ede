"""What whoever approves an event, or a change of it, reads before deciding: all on one page."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from planner.choices import CoordinationParty, PartnerRole
from planner.events.approval.amendments import after_of
from planner.events.approval.models import ProposedChange
from planner.events.choice_queries import nations_by_code, users_by_id
from planner.events.models import Event
from planner.events.page.coordination import nations_agreed
from planner.events.page.parts import shares
from planner.events.release.together import common_release, release_words
from planner.events.states.gates import agreements_lacking, agreements_of
from planner.partners.models import Nation
from planner.terms.models import RiskCategory
from planner.terms.queries import term_labels


class NationRow(NamedTuple):
    """One nation of the event: tier, part, planned headcount, and whether it agreed."""

    code: str
    tier: Any
    part: Any
    headcount: int | None
    is_own: bool
    is_new: bool
    has_agreed: bool
    agreed_on: date | None


def nation_rows(event: Event, added: Mapping[str, Nation]) -> list[NationRow]:
    """Return the nations of an event and those that a proposal would add, by code."""
    agreed = nations_agreed(event)
    days = {
        one.nation_code: one.agreed_on
        for one in event.coordination
        if one.party == CoordinationParty.PARTNER
    }
    parts = {row.nation_code: (row.role, row.headcount_planned) for row in event.partners}
    nations = {row.nation_code: row.nation for row in event.partners} | dict(added)
    rows = []
    for code, nation in sorted(nations.items()):
        role, headcount = parts.get(code, (PartnerRole.PLAYER, None))
        has_agreed = code in agreed or code in days
        day = days.get(code) or days.get(None)
        rows.append(
            NationRow(
                code=code,
                tier=nation.tier.label if nation.tier else None,
                part=role.label,
                headcount=headcount,
                is_own=nation.is_own,
                is_new=code in added,
                has_agreed=has_agreed,
                agreed_on=day if has_agreed else None,
            )
        )
    return rows


def codes_added(event: Event, proposal: ProposedChange | None) -> list[str]:
    """Return the nations that an open proposal would add."""
    if proposal is None or not proposal.is_open:
        return []
    codes: Iterable[str] = after_of(proposal.changes).get("partner_codes") or ()
    return sorted(set(codes) - {row.nation_code for row in event.partners})


def for_approval(event: Event, proposal: ProposedChange | None = None) -> dict[str, Any]:
    """Return what the page of a decision shows of the event as it is."""
    added = codes_added(event, proposal)
    known = nations_by_code(added) if added else {}
    unasked = [code for code in added if code not in {e.nation_code for e in event.coordination}]
    keys = [event.author_id, event.owner_id, *event.writer_ids]
    people = users_by_id(keys)
    return {
        "nations": nation_rows(event, known),
        "lacks": [*agreements_lacking(event), *agreements_of(unasked)],
        "shares": shares(event),
        "risks": sorted(event.risks, key=lambda risk: -risk.score),
        "risk_labels": term_labels(RiskCategory),
        "author": people.get(event.author_id or 0),
        "owner": people.get(event.owner_id or 0),
        "writers": [people[key] for key in event.writer_ids if key in people],
        "release": release_words(common_release([event])),
    }
