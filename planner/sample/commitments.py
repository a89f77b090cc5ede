"""What the sample office and its partners promised one another, beside follow-ups of events."""

from datetime import timedelta

from planner.choices import CommitmentState, PromisedBy, Role
from planner.commitments.actions import note_commitment
from planner.sample.office import SampleOffice
from planner.shapes.commitment import WrittenCommitment

OURS, THEIRS = PromisedBy.OURS, PromisedBy.THEIRS
OPEN, KEPT = CommitmentState.OPEN, CommitmentState.KEPT
PROMISES = (
    (0, OURS, "Send the list of places at the staff college", -120, -60, KEPT, -66),
    (0, THEIRS, "Name a point of contact for the next exercise", -110, -50, KEPT, -31),
    (0, THEIRS, "Answer the invitation to the maritime seminar", -70, -10, OPEN, None),
    (0, OURS, "Lend two interpreters for the planning conference", -20, 40, OPEN, None),
    (1, OURS, "Return the draft of the visiting forces arrangement", -90, -14, OPEN, None),
    (
        1,
        THEIRS,
        "Open the training area to our medical team",
        -200,
        -30,
        CommitmentState.BROKEN,
        -30,
    ),
    (1, OURS, "Nominate a guest lecturer", -80, -20, KEPT, -20),
    (2, THEIRS, "Host the return visit of the band", -40, 90, OPEN, None),
    (2, OURS, "Second a liaison officer", -150, -45, CommitmentState.WITHDRAWN, -60),
)
"""Partner by place, side, words, days from today: promised, due; state, day it ended."""
REASONS = {
    CommitmentState.BROKEN: "The area was closed for repairs (sample)",
    CommitmentState.WITHDRAWN: "The post was not filled, as agreed with them (sample)",
}


def promise_both_ways(office: SampleOffice, partners: list[str]) -> None:
    """Note commitments with the first partners: kept, kept late, overdue, open, ended badly."""
    for place, side, what, said, due, state, ended in PROMISES:
        if place >= len(partners):
            continue
        code, promised_on = partners[place], office.today + timedelta(days=said)
        owner = office.users[Role.COUNTRY_DESK] if side is THEIRS else office.planner
        written = WrittenCommitment(
            promised_by=side,
            nation_code=code,
            organisation_id=office.ministry_of(code),
            what=f"{what} (sample)",
            promised_on=promised_on,
            due_on=office.today + timedelta(days=due),
            owner_id=owner.id,
            state=state,
            settled_on=None if ended is None else office.today + timedelta(days=ended),
            reason=REASONS.get(state, ""),
        )
        note_commitment(written, viewer=office.planner.as_viewer, now=office.now)
