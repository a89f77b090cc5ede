"""The sign of each state: one shape and one tone, the same on every page, beside the word."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from planner.choices.commitments import CommitmentState
from planner.choices.events import AttendanceState, EventState, ProposalState
from planner.choices.labels import Labelled
from planner.choices.outcomes import FollowUpState, LessonState
from planner.choices.plans import LinkState
from planner.choices.work import JobState, MailState


class Sign(StrEnum):
    """A shape that is told from the others at a glance, without its colour."""

    DOTS = "dots"
    RING = "ring"
    TARGET = "target"
    TICK = "tick"
    PLAY = "play"
    DISC = "disc"
    SQUARE = "square"
    BLOCK = "block"
    ARROW = "arrow"
    PAUSE = "pause"
    DASH = "dash"
    CROSS = "cross"


SIGNS: Mapping[type[Labelled], Mapping[str, tuple[Sign, str]]] = {
    EventState: {
        EventState.CONCEPT: (Sign.DOTS, ""),
        EventState.PLANNED: (Sign.RING, ""),
        EventState.COORDINATED: (Sign.TARGET, ""),
        EventState.APPROVED: (Sign.TICK, "note"),
        EventState.IN_PROGRESS: (Sign.PLAY, "note"),
        EventState.EXECUTED: (Sign.DISC, "good"),
        EventState.REPORTED: (Sign.SQUARE, "good"),
        EventState.CLOSED: (Sign.BLOCK, "good"),
        EventState.POSTPONED: (Sign.PAUSE, "warn"),
        EventState.CANCELLED: (Sign.CROSS, "bad"),
    },
    AttendanceState: {
        AttendanceState.INVITED: (Sign.DOTS, ""),
        AttendanceState.NOMINATED: (Sign.RING, ""),
        AttendanceState.VETTING: (Sign.PLAY, "note"),
        AttendanceState.CLEARED: (Sign.TARGET, "note"),
        AttendanceState.CONFIRMED: (Sign.TICK, "good"),
        AttendanceState.DECLINED: (Sign.CROSS, "bad"),
        AttendanceState.WITHDRAWN: (Sign.PAUSE, "bad"),
        AttendanceState.ATTENDED: (Sign.DISC, "good"),
        AttendanceState.NO_SHOW: (Sign.DASH, "bad"),
    },
    ProposalState: {
        ProposalState.OPEN: (Sign.RING, "note"),
        ProposalState.AGREED: (Sign.TICK, "good"),
        ProposalState.DECLINED: (Sign.CROSS, "bad"),
        ProposalState.WITHDRAWN: (Sign.PAUSE, ""),
        ProposalState.LAPSED: (Sign.DASH, ""),
    },
    FollowUpState: {
        FollowUpState.OPEN: (Sign.RING, ""),
        FollowUpState.IN_HAND: (Sign.PLAY, "note"),
        FollowUpState.DONE: (Sign.TICK, "good"),
        FollowUpState.HANDED_OVER: (Sign.ARROW, "good"),
        FollowUpState.DROPPED: (Sign.CROSS, "bad"),
    },
    CommitmentState: {
        CommitmentState.OPEN: (Sign.RING, ""),
        CommitmentState.KEPT: (Sign.TICK, "good"),
        CommitmentState.BROKEN: (Sign.CROSS, "bad"),
        CommitmentState.WITHDRAWN: (Sign.DASH, ""),
    },
    LessonState: {
        LessonState.OBSERVED: (Sign.DOTS, ""),
        LessonState.IDENTIFIED: (Sign.RING, ""),
        LessonState.ASSIGNED: (Sign.PLAY, "note"),
        LessonState.IMPLEMENTED: (Sign.DISC, "good"),
        LessonState.VALIDATED: (Sign.TICK, "good"),
    },
    LinkState: {
        LinkState.OPEN: (Sign.RING, "note"),
        LinkState.GIVEN: (Sign.TICK, "good"),
        LinkState.WITHDRAWN: (Sign.PAUSE, ""),
        LinkState.EXPIRED: (Sign.DASH, ""),
    },
    JobState: {
        JobState.WAITING: (Sign.RING, ""),
        JobState.RUNNING: (Sign.PLAY, "note"),
        JobState.DONE: (Sign.TICK, "good"),
        JobState.FAILED: (Sign.CROSS, "bad"),
        JobState.CANCELLED: (Sign.DASH, ""),
    },
    MailState: {
        MailState.WAITING: (Sign.RING, "note"),
        MailState.SENT: (Sign.TICK, "good"),
        MailState.GIVEN_UP: (Sign.CROSS, "bad"),
        MailState.STOPPED: (Sign.DASH, ""),
    },
}
"""By the list that a state is of: two lists may have a state of one name."""


@cache
def css_of(states: type[Labelled], state: str) -> str:
    """Return the classes that draw the sign of a state of a list."""
    sign, tone = SIGNS[states][state]
    return f"state sign-{sign} {tone}".rstrip()


def state_css(state: Labelled) -> str:
    """Return the classes that draw the sign of a state."""
    return css_of(type(state), state.value)
