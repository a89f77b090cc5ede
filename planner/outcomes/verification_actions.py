"""Outcomes verified by somebody else than who recorded them."""

from datetime import datetime

from flask_babel import gettext as _

from planner.errors import NotAllowed, RuleBroken
from planner.foureyes import has_written
from planner.outcomes.models import Outcome
from planner.shapes.outcome import Verification
from planner.viewers import Viewer


def verify_outcome(
    outcome: Outcome, verification: Verification, *, viewer: Viewer, now: datetime
) -> Outcome:
    """Confirm an outcome: somebody who never wrote at it, naming the source (DOMAIN 4)."""
    viewer.require("verify", _("Only an approver verifies outcomes."))
    if outcome.is_verified:
        raise RuleBroken(_("This outcome is verified already."))
    if has_written(outcome, viewer.user_id):
        raise NotAllowed(
            _("You recorded or changed this outcome yourself. Somebody else has to verify it.")
        )
    outcome.verified_by_id = viewer.user_id
    outcome.verified_at = now
    outcome.verification_source = verification.verification_source
    return outcome


def verify_again(outcome: Outcome, *, viewer: Viewer, now: datetime) -> Outcome:
    """Undo the withdrawal of a verification: its source was kept."""
    same = Verification(verification_source=outcome.verification_source)
    return verify_outcome(outcome, same, viewer=viewer, now=now)


def withdraw_verification(outcome: Outcome, *, viewer: Viewer) -> Outcome:
    """Take a verification back, so that the outcome can be changed; the source is kept."""
    viewer.require("verify", _("Only an approver withdraws a verification."))
    if not outcome.is_verified:
        raise RuleBroken(_("This outcome is not verified."))
    outcome.verified_by_id = None
    outcome.verified_at = None
    return outcome
