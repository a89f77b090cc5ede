"""A commitment as it is written."""

from typing import Annotated

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import CommitmentState, Marking, PromisedBy
from planner.shapes.base import Ask, Misfit, Shape
from planner.shapes.lines import Title
from planner.shapes.values import Day, Key, NationCode, Text

ENDED_BADLY = (CommitmentState.BROKEN, CommitmentState.WITHDRAWN)
"""States that want a word why."""


class WrittenCommitment(Shape):
    """What was promised, by which side, to or by whom, until when, and what became of it."""

    promised_by: Annotated[PromisedBy, Ask(_l("Say who promised"))]
    nation_code: Annotated[NationCode, Ask(_l("Choose the nation"))]
    organisation_id: Key | None = None
    person_id: Key | None = None
    made_at_id: Key | None = None
    outcome_id: Key | None = None
    what: Annotated[Title, Ask(_l("Enter what was promised"))]
    promised_on: Annotated[Day, Ask(_l("Enter the day of the promise"))]
    due_on: Annotated[Day, Ask(_l("Enter the day by which it is to be kept"))]
    owner_id: Annotated[Key, Ask(_l("Choose who keeps it in view"))]
    marking: Annotated[Marking, Ask(_l("Choose the marking"))] = Marking.OFFICIAL
    state: CommitmentState = CommitmentState.OPEN
    settled_on: Day | None = None
    reason: Text = ""

    def check_together(self) -> None:
        """Refuse a due day before the promise, an end before it, and a bad end without a word."""
        if self.due_on < self.promised_on:
            raise Misfit({"due_on": _("Enter a day on or after that of the promise.")})
        if self.settled_on and self.settled_on < self.promised_on:
            raise Misfit({"settled_on": _("Enter a day on or after that of the promise.")})
        if self.state in ENDED_BADLY and not self.reason:
            raise Misfit({"reason": _("Say why it was not kept, or withdrawn.")})
