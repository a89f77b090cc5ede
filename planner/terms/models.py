"""The reference tables: each row one choice, with its code, its name and what rules read of it."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from planner.choices import Marking
from planner.db import Base, line


class Term(Base):
    """One row of a list that the office may lengthen.

    The code stands in other rows and never changes. A shipped name is put into the reader's
    language until the office gives its own. What is in use is retired, never deleted: it is
    offered no more, and shown, filtered and reported as before.
    """

    __abstract__ = True
    grouped_by: ClassVar[str] = ""
    """The column by which choices stand in groups; empty for a list without groups."""

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[line]
    is_name_edited: Mapped[bool] = mapped_column(default=False, server_default=false())
    position: Mapped[int] = mapped_column(default=500, server_default="500")
    """Its place in the list; rows of one place stand by their names."""
    retired_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - asked of the class
        """Count the versions of each row."""
        return {"version_id_col": cls.version}


class TransitionReason(Term):
    """Why an event was postponed, cancelled, cut short, sent back or reopened."""

    __tablename__ = "transition_reason"

    asks_for_note: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it says too little by itself: the note has to say more."""


class RiskCategory(Term):
    """What may go wrong with an event (DOMAIN 4)."""

    __tablename__ = "risk_category"

    asks_for_answer: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether an event with it is approved only once something is done about it."""


class Theme(Term):
    """What an event wants to say to the public (DOMAIN 2)."""

    __tablename__ = "theme"


class Topic(Term):
    """What nations work on together in technology."""

    __tablename__ = "topic"

    least_marking: Mapped[Marking | None]
    """How an event with it is marked at least; None where it asks for nothing."""
    marking_reason: Mapped[line] = mapped_column(default="", server_default="")
    """Why it asks for a marking, as the end of a sentence."""


class Rank(Term):
    """A rank that people may hold, whatever their own forces call it in their records."""

    __tablename__ = "rank"


class ArmedService(Term):
    """A branch of armed forces: to which people belong, and for which institutions teach."""

    __tablename__ = "armed_service"
