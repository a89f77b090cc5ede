"""What is written of an event: its plan, a change of it, and the record of one that is past."""

from collections.abc import Mapping
from typing import Annotated, Any

from annotated_types import MinLen
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator

from planner.choices import DatePrecision, EventState, Marking, Modality
from planner.shapes.base import Ask, Misfit, Shape
from planner.shapes.details import checked_details, checked_values
from planner.shapes.event_parts import Newcomer, PlannedLink, PlannedPlace
from planner.shapes.fields_by_family import Kind
from planner.shapes.lines import KindCode
from planner.shapes.values import (
    AnyLine,
    Count,
    Currency,
    Day,
    Details,
    Heads,
    Key,
    Keys,
    Money,
    NationCode,
    NationCodes,
    OneLine,
    TermCode,
    Text,
    TimeOfDay,
    Zone,
    refused,
)

Title = Annotated[str, OneLine(ask=_l("Enter a title."))]
KindChoice = Annotated[KindCode, MinLen(1), Ask(_l("Choose the kind."))]
"""A code; that there is such a kind is asked by the action."""
ENDS = (EventState.EXECUTED, EventState.CANCELLED, EventState.POSTPONED)
NOT_GIVEN: Any = None
"""Stands where nothing was given, and is never written."""


def is_an_end(state: EventState) -> EventState:
    """Refuse a state in which a past event cannot be recorded."""
    if state not in ENDS:
        raise refused("ended", _("Choose whether it took place, was cancelled or was postponed."))
    return state


End = Annotated[EventState, AfterValidator(is_an_end)]


class EventFields(Shape):
    """What every event may have. What is left out stays as it is, or as a new event begins."""

    summary: Text = ""
    programme_id: Key | None = None
    edition: Annotated[str, OneLine(60)] = ""
    date_precision: DatePrecision = DatePrecision.DAY
    starts_on: Day | None = None
    ends_on: Day | None = None
    start_time: TimeOfDay | None = None
    end_time: TimeOfDay | None = None
    zone: Zone = "UTC"
    travel_days_before: Count = 0
    travel_days_after: Count = 0
    modality: Modality = Modality.IN_PERSON
    host_code: NationCode | None = None
    lead_code: NationCode | None = None
    partner_codes: NationCodes = ()
    group_ids: Keys = ()
    places: tuple[PlannedPlace, ...] = ()
    links: tuple[PlannedLink, ...] = ()
    person_ids: Keys = ()
    newcomers: tuple[Newcomer, ...] = ()
    participants_planned: Heads | None = None
    planned_cost: Money | None = None
    currency: Currency = ""
    benefit_own: Text = ""
    benefit_partner: Text = ""
    details: Details = {}
    """The kind's own fields by name; the kind says what each may be."""
    marking: Marking = NOT_GIVEN
    releasable_to: NationCodes = ()
    owner_id: Key | None = None

    def check_together(self) -> None:
        """Raise Misfit for own fields that no kind has, or that are not as they are declared."""
        fitting_details(None, self.details)


def fitting_details(kind: Kind | None, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kind's own fields as an event keeps them; Misfit names each by its place.

    Without a kind they may be those of any.
    """
    try:
        return checked_details(kind, details) if kind else checked_values(details)
    except Misfit as misfit:
        raise Misfit({f"details.{name}": words for name, words in misfit.faults.items()}) from None


class EventPlan(EventFields):
    """The plan of a new event: title and kind at least. Left unmarked, it gets the usual one."""

    title: Title
    kind: KindChoice
    source_note: Text = ""
    """Where it is known from, when it was taken over."""
    note: Text = ""
    """What its story says of its beginning."""


class EventChange(EventFields):
    """A change of an event's plan: only what is given is changed."""

    title: Title = NOT_GIVEN
    kind: KindChoice = NOT_GIVEN
    change_note: Text = ""
    """Why it has to change, for the approver of an event that is approved."""
    cleared: tuple[AnyLine, ...] = ()
    """The kind's own fields that somebody agreed to lose with a change of kind."""


class PastEvent(EventFields):
    """The record of an event that is past: what it was, without the way of a planned one.

    It needs a title, a kind, its days, and how it ended. It may leave out what a planned event
    needs before it may be called so: a place, a partner, an objective, the benefits, agreements,
    rated risks, an approval and its baseline (docs/decisions/past-events.md).
    """

    title: Title
    kind: KindChoice
    starts_on: Annotated[Day, Ask(_l("Enter the first day."))]
    ends_on: Annotated[Day, Ask(_l("Enter the last day."))]
    ended: End = EventState.EXECUTED
    """Executed; or cancelled or postponed, with the reason."""
    reason_code: TermCode | None = None
    """Why it was cancelled or postponed."""
    participants_actual: Heads | None = None
    actual_cost: Money | None = None
    risks_rated: bool = False
    source_note: Text = ""
    note: Text = ""
    """What its story says of the record."""
