"""The listener that writes the history of every row that a flush makes, changes or deletes."""

from sqlalchemy import event, insert
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    configure_mappers,
)

from planner import clock
from planner.db import Base
from planner.history.before_images import UNREAD, kept_columns
from planner.history.changes import recorded
from planner.history.entries import entries
from planner.history.looking import look_after, look_before, moments_kept, own_markings
from planner.history.models import HistoryEntry
from planner.history.remembering import Written, forget


class HistoryIsAppendOnly(TypeError):
    """Somebody tried to change or delete an entry of the history."""


@event.listens_for(Session, "before_flush")
def keep_history_as_it_is(session: Session, _context: object, _instances: object) -> None:
    """Refuse to change or delete an entry."""
    for row in (*session.dirty, *session.deleted):
        if isinstance(row, HistoryEntry) and session.is_modified(row) | (row in session.deleted):
            raise HistoryIsAppendOnly("the history is only added to")
    look_before(session)


@event.listens_for(Session, "before_flush")
def say_when(session: Session, _context: object, _instances: object) -> None:
    """Give the entries written by hand their moment, where their writer named none."""
    for row in session.new:
        if isinstance(row, HistoryEntry) and row.at is None:
            row.at = clock.now()


@event.listens_for(Session, "do_orm_execute")
def refuse_bulk_changes(state: ORMExecuteState) -> None:
    """Refuse a bulk change of entries."""
    is_bulk = state.is_update or state.is_delete
    if is_bulk and state.bind_mapper is not None and state.bind_mapper.class_ is HistoryEntry:
        raise HistoryIsAppendOnly("the history is only added to")


@event.listens_for(Session, "after_flush")
def write_history(session: Session, context: UOWTransaction) -> None:
    """Write the entries of a flush in one statement, each with its moment."""
    memory = look_after(session, context)
    unread = session.info.pop(UNREAD, {})
    if session.info.get("history") == "off":
        return
    found = list(entries(session, context, unread))
    if not found:
        return
    viewer = session.info.get("viewer")
    common = {
        "at": clock.now(),
        "by_id": viewer.user_id if viewer else None,
        "request_id": session.info.get("request_id", ""),
    }
    kept, least = moments_kept(session, context), own_markings(context)
    told = [
        (memory.events_of(entry), kept.get(subject), least.get(subject))
        for entry in found
        for subject in [(entry["subject_kind"], entry["subject_id"])]
    ]
    rows = [entry | common | memory.of(*about) for entry, about in zip(found, told, strict=True)]
    keys = session.connection().scalars(IN_ORDER, rows)
    memory.written += [
        Written(HistoryEntry.__table__, key, *about)
        for key, about in zip(keys, told, strict=True)
        if about[0]
    ]


IN_ORDER = insert(HistoryEntry).returning(HistoryEntry.id, sort_by_parameter_order=True)


@event.listens_for(Session, "after_transaction_end")
def forget_moments(session: Session, transaction: SessionTransaction) -> None:
    """Forget how events stood once the transaction has ended."""
    if transaction.parent is None:
        forget(session)


def keep_old_value(_row: object, _value: object, _old: object, _initiator: object) -> None:
    """Do nothing: that somebody listens makes SQLAlchemy keep the value before a change."""


def start_listening() -> None:
    """Let every recorded field keep the value it had, even when its row was not yet loaded."""
    configure_mappers()
    for mapper in Base.registry.mappers:
        what = recorded(mapper)
        told = [key for key, _target in what.columns] if what else []
        for key in {*told, *kept_columns(mapper)}:
            attribute = mapper.class_manager[key]
            if not event.contains(attribute, "set", keep_old_value):
                event.listen(attribute, "set", keep_old_value, active_history=True)
