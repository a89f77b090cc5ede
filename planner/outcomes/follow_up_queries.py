"""Follow-ups as the inbox and other pages need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select, true
from sqlalchemy.orm import joinedload

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.choices import OPEN_FOLLOW_UP_STATES, FollowUpState
from planner.db import db
from planner.events.models import Attendance, Event, EventNation
from planner.events.release.queries import may_go_to
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.keyset import ordered as in_order
from planner.outcomes.models import FollowUp
from planner.participants.models import Person
from planner.partners.queries import partner_choices
from planner.viewers import Viewer
from planner.web.lists.asking import (
    DAY,
    receiver,
    several_codes,
    several_nations,
    several_rows,
    tab_of,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches

KEYS = (SortKey(FollowUp.due_on), SortKey(FollowUp.id))
KEYS_NEWEST = (SortKey(FollowUp.due_on, True), SortKey(FollowUp.id, True))
TABS = {
    "mine": _l("Mine"),
    "nations": _l("My nations"),
    "overdue": _l("Overdue"),
    "all": _l("All"),
}
ORDERS = {"-due": _l("Latest first")}


def is_open() -> ColumnElement[bool]:
    """Return the condition that something is still owed."""
    return FollowUp.state.in_(OPEN_FOLLOW_UP_STATES)


def concerns(codes: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that it was promised to, or its event was held with, a nation."""
    wanted = list(codes)
    takes_part = select(EventNation.event_id).where(EventNation.nation_code.in_(wanted))
    hosted = select(Event.id).where(Event.host_code.in_(wanted))
    return or_(
        FollowUp.promised_nation_code.in_(wanted),
        FollowUp.event_id.in_(takes_part),
        FollowUp.event_id.in_(hosted),
    )


def in_tab(tab: str, viewer: Viewer, today: date) -> ColumnElement[bool]:
    """Return the condition of a tab of the inbox."""
    if tab == "mine":
        return and_(is_open(), FollowUp.owner_id == viewer.user_id)
    if tab == "nations":
        return is_open() if viewer.nations is None else and_(is_open(), concerns(viewer.nations))
    if tab == "overdue":
        return and_(is_open(), FollowUp.due_on < today)
    return true()


def may_be_given(code: str) -> ColumnElement[bool]:
    """Return the condition that the event of a follow-up may go to a nation."""
    return FollowUp.event_id.in_(select(Event.id).where(*may_go_to(code)))


@dataclass(frozen=True)
class FollowUpFilter(ListFilter):
    """Which follow-ups are wanted, of one tab; an empty part does not narrow.

    Its conditions are asked about the viewer and the day.
    """

    parts: ClassVar = (
        FilterPart(
            "tab",
            _l("Whose follow-ups"),
            lambda w, about: (in_tab(w.tab, *about),),
            tab_of(TABS),
            has_chip=False,
        ),
        FilterPart("q", _l("Text"), holds("follow_up", FollowUp.id)),
        FilterPart(
            "nation", _l("Nation"), given("nation", concerns), several_nations(partner_choices)
        ),
        FilterPart(
            "owner",
            _l("Owner"),
            matches(FollowUp.owner_id, "owner"),
            several_rows(lambda _: owners_with_follow_ups()),
        ),
        FilterPart(
            "state", _l("State"), matches(FollowUp.state, "state"), several_codes(FollowUpState)
        ),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", may_be_given),
            receiver(partner_choices),
        ),
        FilterPart(
            "from", _l("Due from"), given("since", lambda day: FollowUp.due_on >= day), DAY, "since"
        ),
        FilterPart(
            "to", _l("Due until"), given("until", lambda day: FollowUp.due_on <= day), DAY, "until"
        ),
        FilterPart("sort", _l("Order"), asking=tab_of(ORDERS), has_chip=False),
    )

    tab: str = "mine"
    q: str = ""
    nation: tuple[str, ...] = ()
    owner: tuple[int, ...] = ()
    state: tuple[FollowUpState, ...] = ()
    releasable: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = ""


def filtered_follow_ups(wanted: FollowUpFilter, viewer: Viewer, today: date) -> Select[FollowUp]:
    """Return the follow-ups that a tab and its filter let through."""
    return select(FollowUp).where(*wanted.conditions((viewer, today)))


def whole(statement: Select[FollowUp]) -> Select[FollowUp]:
    """Load with follow-ups what a page shows of them."""
    return statement.options(
        joinedload(FollowUp.event),
        joinedload(FollowUp.owner).lazyload(User.grants),
        joinedload(FollowUp.owner).lazyload(User.nations),
        joinedload(FollowUp.promised_organisation),
    )


def keys_of(wanted: FollowUpFilter) -> tuple[SortKey, ...]:
    """Return the order of the inbox: by due day, earliest first unless asked otherwise."""
    return KEYS_NEWEST if wanted.sort == "-due" else KEYS


def follow_up_page(
    wanted: FollowUpFilter,
    viewer: Viewer,
    today: date,
    *,
    after: Key | None,
    before: Key | None,
    size: int = PAGE,
) -> Slice[FollowUp]:
    """Return one page of the inbox, with the number of rows in all."""
    statement = filtered_follow_ups(wanted, viewer, today)
    total = follow_up_total(wanted, viewer, today)
    rows = db.session.scalars(
        whole(page_statement(statement, keys_of(wanted), size, after, before))
    ).all()
    return slice_of(rows, lambda row: (row.due_on, row.id), size, after, before, total)


def follow_up_total(wanted: FollowUpFilter, viewer: Viewer, today: date) -> int:
    """Count the follow-ups that a tab and its filter let through."""
    rows = filtered_follow_ups(wanted, viewer, today).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


MOST_AT_ONCE = 1000
"""Follow-ups that one step settles: they are saved together, in one transaction."""


def all_follow_ups(
    wanted: FollowUpFilter, viewer: Viewer, today: date, *, limit: int | None = None
) -> list[FollowUp]:
    """Return every follow-up that a tab and its filter let through, in the order asked for."""
    statement = whole(filtered_follow_ups(wanted, viewer, today)).limit(limit)
    return list(db.session.scalars(in_order(statement, keys_of(wanted))))


def tab_counts(viewer: Viewer, today: date) -> dict[str, int]:
    """Count the follow-ups of every tab in one go."""
    sums = [func.sum(case((in_tab(tab, viewer, today), 1), else_=0)) for tab in TABS]
    row = db.session.execute(select(*sums).select_from(FollowUp)).one()
    return {tab: int(number or 0) for tab, number in zip(TABS, row, strict=True)}


OPEN_COUNT = select(func.count(FollowUp.id)).where(
    is_open(), FollowUp.owner_id == bindparam("user_id")
)
"""What a user still owes: the menu of every page asks, so the statement is ready."""


def open_count(user_id: int | None) -> int:
    """Count what a user still owes."""
    return db.session.scalar(OPEN_COUNT, {"user_id": user_id}) or 0


def promised_to_nation(code: str) -> list[FollowUp]:
    """Return the open promises to a nation, the most urgent first."""
    return ordered(and_(is_open(), FollowUp.promised_nation_code == code))


def promised_to_organisation(organisation_id: int) -> list[FollowUp]:
    """Return the open promises to an organisation, the most urgent first."""
    return ordered(and_(is_open(), FollowUp.promised_organisation_id == organisation_id))


def owed_around(person: Person) -> list[FollowUp]:
    """Return what is owed after the events of a person, or to their organisation."""
    took_part = select(Attendance.event_id).where(Attendance.person_id == person.id)
    concerned: list[ColumnElement[bool]] = [FollowUp.event_id.in_(took_part)]
    if person.organisation_id is not None:
        concerned.append(FollowUp.promised_organisation_id == person.organisation_id)
    return ordered(and_(is_open(), or_(*concerned)))


def follow_ups_of(event: Event) -> list[FollowUp]:
    """Return the follow-ups of an event by due day."""
    return ordered(FollowUp.event_id == event.id)


def ordered(condition: ColumnElement[bool], limit: int | None = None) -> list[FollowUp]:
    """Return the follow-ups that meet a condition, by due day."""
    statement = select(FollowUp).where(condition).order_by(FollowUp.due_on, FollowUp.id)
    return list(db.session.scalars(whole(statement.limit(limit))))


def follow_ups_by_id(ids: Iterable[int]) -> list[FollowUp]:
    """Return the visible ones of the follow-ups."""
    return ordered(FollowUp.id.in_(list(ids)))


def owners_with_follow_ups() -> dict[str, str]:
    """Return the users who own a visible follow-up, by name."""
    owning = select(FollowUp.owner_id).where(FollowUp.owner_id.is_not(None))
    rows = db.session.execute(
        select(User.id, User.name, User.active).where(User.id.in_(owning)).order_by(User.name)
    )
    return {str(key): named(name, is_active) for key, name, is_active in rows}


def open_count_of(event: Event) -> int:
    """Count what is still owed after an event."""
    owed = select(func.count(FollowUp.id)).where(is_open(), FollowUp.event_id == event.id)
    return db.session.scalar(owed) or 0
