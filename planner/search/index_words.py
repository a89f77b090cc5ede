"""Whose words a changed row may change."""

from collections.abc import Callable
from typing import Any

from planner.attachments.models import Attachment
from planner.commitments.models import Commitment
from planner.events.models import Event, Place
from planner.objectives.aim_models import Aim
from planner.objectives.models import Indicator, LineOfEffort, Objective, Plan
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import AfterActionReport, FollowUp, Lesson, MediaItem, Outcome
from planner.participants.models import Person
from planner.partners.models import Institution, Organisation, Programme
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from planner.ways.models import Way

SUBJECTS: dict[type, tuple[str, Callable[[Any], int | None]]] = {
    Event: ("event", lambda row: row.id),
    Place: ("event", lambda row: row.event_id),
    Person: ("person", lambda row: row.id),
    Organisation: ("organisation", lambda row: row.id),
    Outcome: ("outcome", lambda row: row.id),
    FollowUp: ("follow_up", lambda row: row.id),
    Objective: ("objective", lambda row: row.id),
    Indicator: ("objective", lambda row: row.objective_id),
    Plan: ("plan", lambda row: row.id),
    LineOfEffort: ("plan", lambda row: row.plan_id),
    Aim: ("aim", lambda row: row.id),
    Programme: ("programme", lambda row: row.id),
    Institution: ("institution", lambda row: row.id),
    Lesson: ("lesson", lambda row: row.id),
    AfterActionReport: ("report", lambda row: row.event_id),
    Commitment: ("commitment", lambda row: row.id),
    MediaItem: ("media", lambda row: row.id),
    TimetableItem: ("timetable", lambda row: row.id),
    CulturalPart: ("culture", lambda row: row.id),
    Gift: ("gift", lambda row: row.id),
    Concern: ("concern", lambda row: row.id),
    Attachment: ("attachment", lambda row: row.id),
    Way: ("way", lambda row: row.id),
}
"""Which document a changed row belongs to: its kind and the key of its subject."""
BORROWED: dict[type, tuple[str, tuple[str, ...]]] = {Event: ("report", ("title", "edition"))}
"""Which other document bears words of a row, and in which fields the row has them."""
