"""What the list of attachments is narrowed to, part by part."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, String, and_, cast, exists, literal, or_, select

from planner.attachments.models import Attachment
from planner.choices import FileKind
from planner.events.models import Event
from planner.events.release.queries import is_marked_for, may_go_to
from planner.officetime import day_begins
from planner.outcomes.filtering import all_may_go
from planner.outcomes.models import Outcome
from planner.partners.queries import partner_choices
from planner.web.lists.asking import DAY, one_of, receiver, several_codes
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches

ON = {
    "event": _l("Events"),
    "coordination": _l("Agreements of events"),
    "outcome": _l("Outcomes"),
    "indicator_update": _l("Values of indicators"),
    "programme": _l("Programmes and agreements"),
    "person": _l("People"),
}
"""What attachments hang on, as a list of them says it."""


def hangs_on(name: str) -> ColumnElement[bool]:
    """Return the condition that an attachment hangs on a kind of row."""
    condition: ColumnElement[bool] = getattr(Attachment, f"{name}_id").is_not(None)
    return condition


def names(code: str) -> ColumnElement[bool]:
    """Return the condition that an attachment itself names a nation."""
    codes = literal(" ") + cast(Attachment.releasable_to, String) + literal(" ")
    return codes.contains(f" {code} ", autoescape=True)


def may_go(code: str) -> ColumnElement[bool]:
    """Return the condition that an attachment may go to a nation, and what it hangs on as well."""
    event = exists(select(Event.id).where(Event.id == Attachment.event_id, *may_go_to(code)))
    outcome = exists(
        select(Outcome.id).where(Outcome.id == Attachment.outcome_id, all_may_go(code))
    )
    return and_(names(code), is_marked_for(code, Attachment), or_(event, outcome))


def since(day: date) -> ColumnElement[bool]:
    """Return the condition that it was attached on a day of the office, or later."""
    return Attachment.created_at >= day_begins(day)


def until(day: date) -> ColumnElement[bool]:
    """Return the condition that it was attached on a day of the office, or before."""
    return Attachment.created_at < day_begins(day + timedelta(days=1))


@dataclass(frozen=True)
class AttachmentFilter(ListFilter):
    """Which attachments are wanted; an empty part does not narrow."""

    parts: ClassVar = (
        FilterPart("q", _l("Name"), holds("attachment", Attachment.id)),
        FilterPart("kind", _l("Kind"), matches(Attachment.kind, "kind"), several_codes(FileKind)),
        FilterPart("on", _l("On"), given("on", hangs_on), one_of(ON)),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", may_go),
            receiver(partner_choices),
        ),
        FilterPart("from", _l("Attached from"), given("since", since), DAY, "since"),
        FilterPart("to", _l("Attached until"), given("until", until), DAY, "until"),
    )

    q: str = ""
    kind: tuple[FileKind, ...] = ()
    on: str = ""
    releasable: str = ""
    since: date | None = None
    until: date | None = None
