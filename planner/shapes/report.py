"""The after-action report as it is written, with all that is typed beside it."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.shapes.base import Ask
from planner.shapes.follow_up import WrittenFollowUp
from planner.shapes.lesson import FoundLesson
from planner.shapes.lines import Telling
from planner.shapes.outcome import FoundOutcome, Markable
from planner.shapes.values import Heads, Key, NationCode, Text


class WrittenReport(Markable):
    """What was planned and what happened, who came, what came of it and who owes what."""

    attended: tuple[Key, ...] = ()
    headcounts: dict[NationCode, Heads | None] = {}
    participants_actual: Heads | None = None
    planned: Text = ""
    happened: Annotated[Telling, Ask(_l("Enter what happened"))]
    why: Text = ""
    sustain: Text = ""
    improve: Text = ""
    outcomes: tuple[FoundOutcome, ...] = ()
    has_no_outcomes: bool = False
    lessons: tuple[FoundLesson, ...] = ()
    has_no_lessons: bool = False
    has_no_media: bool = False
    follow_ups: tuple[WrittenFollowUp, ...] = ()


BESIDE = frozenset(
    {"attended", "headcounts", "participants_actual", "outcomes", "lessons", "follow_ups"}
)
"""What is typed in the report's form and kept with the event, or as rows of their own."""
