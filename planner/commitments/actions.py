"""Noting a commitment, changing, settling and removing it."""

from datetime import date, datetime

from flask_babel import gettext as _

from planner.accounts.models import User
from planner.choices import CommitmentState, Marking
from planner.commitments.models import Commitment
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.events.states.guards import check_marking
from planner.officetime import office_day
from planner.outcomes.models import Outcome
from planner.outcomes.told import marking_of
from planner.participants.models import Person
from planner.partners.actions import check_scope
from planner.partners.models import Nation, Organisation
from planner.shapes.base import Misfit
from planner.shapes.commitment import WrittenCommitment
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.undoing import restored

SET_APART = {"owner_id", "state", "settled_on"}


def note_commitment(written: WrittenCommitment, *, viewer: Viewer, now: datetime) -> Commitment:
    """Note what was promised between a partner and us."""
    viewer.require("report", _("Your role does not note commitments."))
    commitment = Commitment(created_at=now)
    write_commitment(commitment, written, viewer=viewer, today=office_day(now))
    db.session.add(commitment)
    db.session.flush()
    return commitment


def change_commitment(
    commitment: Commitment, written: WrittenCommitment, *, viewer: Viewer, now: datetime
) -> Commitment:
    """Change what was promised, or what became of it."""
    refuse_strangers(commitment, viewer)
    check_scope(viewer, [commitment.nation_code])
    check_marking(commitment.marking, written.marking, viewer)
    write_commitment(commitment, written, viewer=viewer, today=office_day(now))
    return commitment


def refuse_strangers(commitment: Commitment, viewer: Viewer) -> None:
    """Let only those who report, and the owner, touch a commitment."""
    if not viewer.may("report") and commitment.owner_id != viewer.user_id:
        raise NotAllowed(_("Only its owner, a planner or the country desk may change this."))


def write_commitment(
    commitment: Commitment, written: WrittenCommitment, *, viewer: Viewer, today: date
) -> None:
    """Check and set what a commitment says, then its state."""
    check_scope(viewer, [written.nation_code])
    check_nation(written.nation_code)
    check_whom(written)
    check_least(written, viewer)
    if written.promised_on > today:
        raise Misfit({"promised_on": _("This day lies in the future.")})
    if written.owner_id != commitment.owner_id:
        give_to(commitment, written.owner_id)
    fill(commitment, written, but=SET_APART)
    commitment.marking = written.marking
    commitment.reason = written.reason
    settle(commitment, written.state, settled_on=written.settled_on, today=today)


def check_nation(code: str) -> None:
    """Refuse the own nation: nobody is their own partner."""
    nation = db.session.get(Nation, code)
    if nation is None or nation.is_own:
        raise Misfit({"nation_code": _("Choose a partner.")})


def check_whom(written: WrittenCommitment) -> None:
    """Refuse an organisation or a person of another nation, or that is not there."""
    if written.organisation_id is not None:
        organisation = db.session.get(Organisation, written.organisation_id)
        if organisation is None or organisation.nation_code not in (None, written.nation_code):
            raise Misfit({"organisation_id": _("Choose an organisation of this nation.")})
    if written.person_id is not None:
        person = db.session.get(Person, written.person_id)
        if person is None or person.nation_code != written.nation_code:
            raise Misfit({"person_id": _("Choose a person of this nation.")})


def check_least(written: WrittenCommitment, viewer: Viewer) -> None:
    """Refuse a marking below that of its event or outcome, and one beyond the viewer's."""
    least = Marking.PUBLIC
    if written.made_at_id is not None:
        event = db.session.get(Event, written.made_at_id)
        if event is None:
            raise Misfit({"made_at_id": _("This event is not there any more.")})
        least = event.marking
    if written.outcome_id is not None:
        outcome = db.session.get(Outcome, written.outcome_id)
        if outcome is None:
            raise Misfit({"outcome_id": _("This outcome is not there any more.")})
        least = max(least, marking_of(outcome))
    if written.marking < least:
        words = _("It tells of something marked %(marking)s.", marking=least.label)
        raise Misfit({"marking": words})
    if written.marking > viewer.ceiling:
        words = _("You may mark up to %(marking)s.", marking=viewer.ceiling.label)
        raise Misfit({"marking": words})


def give_to(commitment: Commitment, owner_id: int) -> None:
    """Make a colleague the owner, whatever they may see: a refusal would tell their rights."""
    owner = db.session.get(User, owner_id)
    if owner is None or not owner.active:
        raise Misfit({"owner_id": _("Choose an owner who works here.")})
    commitment.owner = owner


def settle(
    commitment: Commitment, state: CommitmentState, *, settled_on: date | None, today: date
) -> None:
    """Move a commitment to a state; what is no longer open has the day on which it ended."""
    is_open = state is CommitmentState.OPEN
    if not is_open and settled_on and settled_on > today:
        raise Misfit({"settled_on": _("This day lies in the future.")})
    commitment.state = state
    commitment.settled_on = None if is_open else settled_on or today


def keep_commitment(commitment: Commitment, *, viewer: Viewer, now: datetime) -> Commitment:
    """Mark a commitment as kept today."""
    refuse_strangers(commitment, viewer)
    if not commitment.is_open:
        raise RuleBroken(_("“%(what)s” is settled already.", what=commitment.what))
    settle(commitment, CommitmentState.KEPT, settled_on=None, today=office_day(now))
    return commitment


def reopen_commitment(commitment: Commitment, *, viewer: Viewer) -> Commitment:
    """Undo a settling: it is open again."""
    refuse_strangers(commitment, viewer)
    settle(commitment, CommitmentState.OPEN, settled_on=None, today=date.min)
    return commitment


def remove_commitment(commitment: Commitment, *, viewer: Viewer) -> Commitment:
    """Remove a commitment that was noted by mistake."""
    viewer.require("report", _("Your role does not remove commitments."))
    check_scope(viewer, [commitment.nation_code])
    db.session.delete(commitment)
    return commitment


@restored("commitment")
def restored_commitment(commitment: Commitment, viewer: Viewer) -> None:
    """Refuse to bring one back of a nation that the viewer no longer works with."""
    check_scope(viewer, [commitment.nation_code])
