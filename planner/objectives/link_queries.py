"""What is asked about links to give a value: of an indicator, and of a secret."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.db import db
from planner.objectives.link_models import ValueLink
from planner.objectives.models import Indicator
from planner.viewers import EVERYTHING, Viewer, acting_as


def hash_of(token: str) -> str:
    """Return what is stored of a secret; 192 random bits need no salt."""
    return sha256(token.encode()).hexdigest()


def link_of(token: str) -> tuple[ValueLink, Viewer] | None:
    """Return the link of a secret, and who its holder counts as while it is answered.

    Compared as a hash by an index, so that time tells nothing. Whoever holds it is nobody and
    reads with the eyes of who asked, without a name and without a right: what the asker may not
    see any more is not there.
    """
    wanted = select(ValueLink).where(ValueLink.token_hash == hash_of(token))
    with acting_as(db.session, EVERYTHING):
        link = db.session.scalars(wanted.options(joinedload(ValueLink.asked_by))).one_or_none()
        if link is None:
            return None
        return link, replace(link.asked_by.as_viewer, user_id=None, roles=frozenset())


def links_of(indicator: Indicator) -> Sequence[ValueLink]:
    """Return the links of an indicator, the latest first."""
    wanted = select(ValueLink).where(ValueLink.indicator_id == indicator.id)
    order = (ValueLink.created_at.desc(), ValueLink.id.desc())
    return db.session.scalars(wanted.options(joinedload(ValueLink.asked_by)).order_by(*order)).all()
