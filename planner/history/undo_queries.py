"""What was put aside for undoing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from planner.db import db
from planner.history.models import PutAside


def kept(key: str, kind: str, owner_id: int | None, since: datetime) -> PutAside | None:
    """Return what its owner put aside under a key since a moment; None for anybody else."""
    return db.session.scalar(
        select(PutAside).where(
            PutAside.key == key,
            PutAside.kind == kind,
            PutAside.owner_id == owner_id,
            PutAside.made_at > since,
        )
    )


def outlived(moment: datetime, most: int = 100) -> Sequence[PutAside]:
    """Return some of what was put aside before a moment, oldest first."""
    statement = select(PutAside).where(PutAside.made_at <= moment).order_by(PutAside.made_at)
    return db.session.scalars(statement.limit(most)).all()
