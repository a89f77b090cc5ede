"""How a promise stands on a day: open, overdue, kept in time or late, broken, withdrawn.

Asked of rows that are read and of columns alike, so that a number and its rows cannot differ.
The day is the office's; what is due on the very day is not overdue (METRICS M13).
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_

from planner.choices import CommitmentState, FollowUpState, PromiseStanding

OF_FOLLOW_UPS = {
    FollowUpState.OPEN: CommitmentState.OPEN,
    FollowUpState.IN_HAND: CommitmentState.OPEN,
    FollowUpState.DONE: CommitmentState.KEPT,
    FollowUpState.HANDED_OVER: CommitmentState.KEPT,
    FollowUpState.DROPPED: CommitmentState.WITHDRAWN,
}
"""The state of a follow-up that was promised to a partner, as that of a commitment."""


def standing(
    state: CommitmentState, due_on: date, settled_on: date | None, today: date
) -> PromiseStanding:
    """Return how a promise stands."""
    if state is CommitmentState.OPEN:
        return PromiseStanding.OVERDUE if due_on < today else PromiseStanding.OPEN
    if state is CommitmentState.KEPT:
        is_late = settled_on is not None and settled_on > due_on
        return PromiseStanding.LATE if is_late else PromiseStanding.KEPT
    return PromiseStanding(state.value)


def stands(columns: Any, wanted: PromiseStanding, today: date) -> ColumnElement[bool]:
    """Return the same of a row with the columns state, due_on and settled_on."""
    is_open, is_kept = columns.state == "open", columns.state == "kept"
    conditions: dict[PromiseStanding, ColumnElement[bool]] = {
        PromiseStanding.OPEN: and_(is_open, columns.due_on >= today),
        PromiseStanding.OVERDUE: and_(is_open, columns.due_on < today),
        PromiseStanding.KEPT: and_(is_kept, columns.settled_on <= columns.due_on),
        PromiseStanding.LATE: and_(is_kept, columns.settled_on > columns.due_on),
    }
    ended: ColumnElement[bool] = columns.state == wanted.value
    return conditions.get(wanted, ended)
