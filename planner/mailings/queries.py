"""Mailed reports, and the colleagues to whom one may be mailed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from planner.accounts.models import User
from planner.db import db
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.mailings.models import MailedFile, MailedReport
from planner.viewers import EVERYTHING, Viewer, acting_as

NEWEST_FIRST = (SortKey(MailedReport.id, is_descending=True),)
PEOPLE = (joinedload(MailedReport.by), joinedload(MailedReport.to))


def mailed_page(
    after: Key | None = None, before: Key | None = None, size: int = PAGE
) -> Slice[MailedReport]:
    """Return one page of the mailed reports that are seen, newest first."""
    asked = select(MailedReport).options(*PEOPLE, selectinload(MailedReport.files))
    total = db.session.scalar(select(func.count(MailedReport.id)))
    rows = db.session.scalars(page_statement(asked, NEWEST_FIRST, size, after, before)).all()
    return slice_of(rows, lambda one: (one.id,), size, after, before, total)


def mailed_report(mailed_id: int) -> MailedReport | None:
    """Return a mailed report with people and files; None where it is not seen."""
    asked = select(MailedReport).options(*PEOPLE, selectinload(MailedReport.files))
    return db.session.scalar(asked.where(MailedReport.id == mailed_id))


def mailed_files(mailed_id: int) -> Sequence[MailedFile]:
    """Return the files of a mailed report with their octets."""
    asked = select(MailedFile).options(undefer(MailedFile.octets)).order_by(MailedFile.id)
    return db.session.scalars(asked.where(MailedFile.mailed_report_id == mailed_id)).all()


def mailed_file(mailed_id: int, form: str) -> MailedFile | None:
    """Return one of them; None where it is not seen."""
    return next((one for one in mailed_files(mailed_id) if one.form == form), None)


def may_receive(user: User) -> bool:
    """Say whether somebody has an account that is open and sees the office's content."""
    return user.active and bool(user.email) and user.as_viewer.sees_content


def colleagues_of(viewer: Viewer) -> dict[int, str]:
    """Return the name of everybody else who may receive a report, by key, in order."""
    with acting_as(db.session, EVERYTHING):
        users = db.session.scalars(select(User).order_by(User.name, User.id)).all()
        return {one.id: one.name for one in users if one.id != viewer.user_id and may_receive(one)}


def users_of(ids: Iterable[int]) -> dict[int, User]:
    """Return users by key, as they are now."""
    with acting_as(db.session, EVERYTHING):
        asked = select(User).where(User.id.in_(list(ids)))
        fresh = asked.execution_options(populate_existing=True)
        return {one.id: one for one in db.session.scalars(fresh)}
