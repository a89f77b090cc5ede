"""What an attachment hangs on: who may write there, how it is marked, where its page is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.attachments.models import Attachment
from planner.choices import Marking
from planner.events.models import Coordination, Event
from planner.objectives.models import IndicatorUpdate
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from planner.partners.models import Programme
from planner.web.day_words import day
from planner.web.nationnames import nation_name


@dataclass(frozen=True)
class Holder:
    """A kind of row that holds attachments."""

    name: str
    """How addresses name it; its column has it with “_id”."""
    entity: type
    title: Callable[[Any], str]
    page: Callable[[Any], str]
    """The address of the page on which its attachments stand."""
    events: Callable[[Any], Iterable[Event]] = lambda _row: ()
    """The events that it tells of: they say how it is marked, and to whom it may go."""
    needs: str = "report"
    """The permission to attach."""
    is_settled: Callable[[Any], bool] = lambda _row: False
    """Whether somebody verified it, so that nothing is taken away from it."""

    @property
    def column(self) -> str:
        """Return the column of an attachment that points to it."""
        return f"{self.name}_id"


def event_page(key: int) -> str:
    """Return the place of the attachments on an event’s page."""
    return f"{url_for('events.show', event_id=key)}#attachments"


def event_of_agreement(row: Coordination) -> Iterable[Event]:
    """Return the event of an agreement, where the viewer sees it."""
    return () if row.event is None else (row.event,)


def agreement_title(row: Coordination) -> str:
    """Return whose agreement it is, and of which day."""
    who = nation_name(row.nation_code) if row.nation_code else _("Agreement")
    return f"{who}, {day(row.agreed_on)}"


def value_title(row: IndicatorUpdate) -> str:
    """Return the indicator and the day of a value."""
    return f"{row.indicator.code}, {day(row.seen_on)}"


def value_page(row: IndicatorUpdate) -> str:
    """Return the place of the attachments on an indicator’s page."""
    return f"{url_for('indicators.show', indicator_id=row.indicator_id)}#attachments"


HOLDERS = (
    Holder(
        "coordination",
        Coordination,
        agreement_title,
        lambda row: event_page(row.event_id),
        event_of_agreement,
    ),
    Holder(
        "event",
        Event,
        lambda row: str(row.title),
        lambda row: event_page(row.id),
        lambda row: (row,),
    ),
    Holder(
        "outcome",
        Outcome,
        lambda row: str(row.title),
        lambda row: url_for("outcomes.show", outcome_id=row.id),
        lambda row: row.events,
        is_settled=lambda row: row.verified_by_id is not None,
    ),
    Holder(
        "indicator_update",
        IndicatorUpdate,
        value_title,
        value_page,
        is_settled=lambda row: row.verified_by_id is not None,
    ),
    Holder(
        "programme",
        Programme,
        lambda row: str(row.name),
        lambda row: url_for("programmes.show", programme_id=row.id),
    ),
    Holder(
        "person",
        Person,
        lambda row: str(row.full_name),
        lambda row: url_for("people.show", person_id=row.id),
        needs="edit_people",
    ),
)
"""An agreement stands before its event: what shows it hangs on both."""
BY_NAME = {one.name: one for one in HOLDERS}


@dataclass(frozen=True)
class HeldRow:
    """One row that holds attachments, and what kind of row it is."""

    kind: Holder
    row: Any

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.kind.title(self.row)

    @property
    def page(self) -> str:
        """Return the address of its page."""
        return self.kind.page(self.row)

    @property
    def events(self) -> list[Event]:
        """Return the events that it tells of."""
        return list(self.kind.events(self.row))

    @property
    def marking(self) -> Marking:
        """Return the marking under which it is told."""
        own = self.row.marking if isinstance(self.row, Outcome) else None
        return max([own or Marking.PUBLIC, *(event.marking for event in self.events)])

    @property
    def releasable_to(self) -> list[str]:
        """Return the nations to which it may go: those that all its events name; else none."""
        named = [set(event.releasable_to) for event in self.events]
        return sorted(set.intersection(*named)) if named else []

    @property
    def columns(self) -> dict[str, int]:
        """Return the columns of an attachment that hangs on it."""
        own = {self.kind.column: int(self.row.id)}
        is_agreement = isinstance(self.row, Coordination)
        return own | ({"event_id": self.row.event_id} if is_agreement else {})


def held_by(attachment: Attachment) -> HeldRow:
    """Return what an attachment hangs on."""
    kind = next(one for one in HOLDERS if getattr(attachment, one.column) is not None)
    return HeldRow(kind, getattr(attachment, kind.name))
