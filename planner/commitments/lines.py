"""A promise as lists tell it, be it a commitment or a follow-up promised to a partner."""

from dataclasses import dataclass, field
from datetime import date

from flask import url_for

from planner.accounts.labels import owner_name
from planner.choices import CommitmentState, Marking, PromisedBy, PromiseStanding
from planner.commitments.models import Commitment
from planner.commitments.standing import OF_FOLLOW_UPS, standing
from planner.officetime import office_day
from planner.outcomes.models import FollowUp
from planner.outcomes.told import marking_of


@dataclass(frozen=True)
class PromiseLine:
    """One promise of either side."""

    source: str
    key: int
    promised_by: PromisedBy
    what: str
    nation_code: str | None
    organisation: str
    promised_on: date
    due_on: date
    owner: str
    state: CommitmentState
    settled_on: date | None
    event: str
    """The title of the event at which it was made, or after which it is owed."""
    marking: Marking
    href: str
    releasable_to: list[str] = field(default_factory=list)

    def standing(self, today: date) -> PromiseStanding:
        """Return how it stands on a day."""
        return standing(self.state, self.due_on, self.settled_on, today)


def line_of_commitment(row: Commitment) -> PromiseLine:
    """Return the line of a commitment; it is for the own nation alone."""
    return PromiseLine(
        "commitment",
        row.id,
        row.promised_by,
        row.what,
        row.nation_code,
        row.organisation.name if row.organisation else "",
        row.promised_on,
        row.due_on,
        owner_name(row.owner),
        row.state,
        row.settled_on,
        row.made_at.title if row.made_at else "",
        marking_of_commitment(row),
        url_for("commitments.show", commitment_id=row.id),
    )


def marking_of_commitment(row: Commitment) -> Marking:
    """Return the marking under which a commitment tells: its own, or its event's if higher."""
    return max(row.marking, row.made_at.marking) if row.made_at else row.marking


def line_of_follow_up(row: FollowUp) -> PromiseLine:
    """Return the line of a follow-up that was promised to a partner."""
    organisation = row.promised_organisation
    nation = row.promised_nation_code or (organisation.nation_code if organisation else None)
    return PromiseLine(
        "follow_up",
        row.id,
        PromisedBy.OURS,
        row.what,
        nation,
        organisation.name if organisation else "",
        office_day(row.created_at),
        row.due_on,
        owner_name(row.owner),
        OF_FOLLOW_UPS[row.state],
        row.closed_on,
        row.event.title,
        marking_of(row),
        url_for("followups.show", follow_up_id=row.id),
        row.event.releasable_to,
    )
