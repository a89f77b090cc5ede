"""What the sample office promised: kept, late, overdue, not yet due."""

from datetime import timedelta

from planner.choices import (
    Role,
)
from planner.outcomes.follow_up_actions import close_follow_up, hand_out_follow_up
from planner.sample.held import ALWAYS_TOLD, Held
from planner.sample.office import SampleOffice
from planner.shapes.follow_up import Closing, WrittenFollowUp

OWED = {
    "talks": "Send the agreed minutes",
    "reception": "Invite the delegation to the return visit",
    "relief": "Share the lessons with the staff college",
    "ceremony": "Agree on the words for next year with their embassy",
    "festival": "Send the recording to the bands and the school choir",
    "exhibition": "Return the loans to their army museum",
    "community": "Come back for the opening of the school yard",
}
OWED_ELSEWHERE = "Confirm the contact point for the hotline test"


def owe(office: SampleOffice, held: Held) -> None:
    """Hand out a follow-up: some done in time, some late, some overdue, some not yet due.

    The promise of a festival is always kept, that of an exhibition is always late.
    """
    event, place = held.event, held.place
    due_on = held.ended_on + timedelta(days=45)
    partners = [n.nation_code for n in event.partners if n.nation_code != office.nation]
    promised = partners[0] if partners else None
    owner = office.users[Role.COUNTRY_DESK] if place % 4 == 1 else office.planner
    follow_up = hand_out_follow_up(
        event,
        WrittenFollowUp(
            owner_id=owner.id,
            what=f"{OWED.get(held.key, OWED_ELSEWHERE)} (sample)",
            due_on=due_on,
            promised_nation_code=promised,
            promised_organisation_id=office.ministry_of(promised),
        ),
        viewer=office.planner.as_viewer,
        now=office.evening(held.ended_on),
    )
    is_late = held.key == "exhibition" or (place % 8 == 3 and held.key not in ALWAYS_TOLD)
    if due_on < office.today and not is_late:
        days = 6 if place % 8 == 5 and held.key != "festival" else -4
        closed_on = min(office.today, due_on + timedelta(days=days))
        close_follow_up(
            follow_up,
            Closing(closed_on=closed_on),
            viewer=owner.as_viewer,
            now=office.evening(closed_on),
        )


def keep_in_touch(office: SampleOffice, held: Held) -> None:
    """Hand out the yearly word with the graduates: done for the first year, owed for the next."""
    for year in (1, 2):
        due_on = held.ended_on + timedelta(days=365 * year)
        follow_up = hand_out_follow_up(
            held.event,
            WrittenFollowUp(
                owner_id=office.users[Role.COUNTRY_DESK].id,
                what=f"Write to the graduates, year {year} (sample)",
                due_on=due_on,
            ),
            viewer=office.planner.as_viewer,
            now=office.evening(held.ended_on),
        )
        if due_on < office.today:
            done_on = due_on - timedelta(days=9)
            close_follow_up(
                follow_up,
                Closing(closed_on=done_on),
                viewer=office.users[Role.COUNTRY_DESK].as_viewer,
                now=office.evening(done_on),
            )
