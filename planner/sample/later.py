"""What lasted of the sample engagements; one look in four is left, so that some are overdue."""

from datetime import timedelta

from planner.choices import Lasted
from planner.db import db
from planner.outcomes.later_look_actions import take_look
from planner.outcomes.later_look_queries import later_looks_of
from planner.sample.held import Held
from planner.sample.office import SampleOffice
from planner.shapes.later_look import TakenLook

FOUND = (
    (Lasted.LASTED, "Both sides still use it (sample)."),
    (Lasted.PARTLY, "One of two units kept it up after the posting season (sample)."),
    (Lasted.NOT_YET_KNOWN, "Their staff answers after the summer (sample)."),
    (Lasted.GONE, "The people who learned it have moved on (sample)."),
)


def look_again(office: SampleOffice, held: Held) -> None:
    """Take the looks whose day has come, some days later."""
    db.session.flush()
    for number, look in enumerate(later_looks_of(held.event), held.place):
        seen_on = look.due_on + timedelta(days=3)
        if seen_on > office.today or number % 4 == 0:
            continue
        lasted, note = FOUND[number // 2 % len(FOUND)]
        viewer, now = office.planner.as_viewer, office.evening(seen_on)
        take_look(look, TakenLook(lasted=lasted, note=note), viewer=viewer, now=now)
