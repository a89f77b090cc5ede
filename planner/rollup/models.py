"""What each event adds to the rollup, and the counts that the reports read."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, CodeList, keys, text


class RollupPart(Base):
    """What one event adds to the cells: the “before” of its next change.

    Every event has one, if only an empty one, so that two who change what hangs on the same
    event wait for each other at its row. No foreign key: what an event added has to be taken
    away after the event itself is gone.
    """

    __tablename__ = "rollup_part"

    event_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(40), default="", server_default="")
    marking: Mapped[int] = mapped_column(default=0, server_default="0")
    objectives: Mapped[keys]
    """Those that it serves with u(e,o) ≥ 0.1."""
    backed: Mapped[text]
    """Of these, those for which a verified outcome came of it, each with its marking: “7:1”."""
    nations: Mapped[list[str]] = mapped_column(CodeList, default=list, server_default="")
    """The partners in it."""
    met: Mapped[list[str]] = mapped_column(CodeList, default=list, server_default="")
    """Of these, those that were there, not invited alone."""
    counted: Mapped[str] = mapped_column(String(600), default="", server_default="")
    """The measures that count it, each with the month or day: “executed:24361 planned:24360”."""
    amounts: Mapped[text]
    """What other rooms let it add (`additions.py`), cell by cell: “days//24361/0//3/”."""


class RollupCell(Base):
    """How many events one measure counts in a month or on a day, by marking.

    A cell is of one objective and one nation, or of all of them: totals are counts of distinct
    events and so have rows of their own. The row has no restriction: `measures/rolled.py` says
    whom it may answer.
    """

    __tablename__ = "rollup_cell"
    __table_args__ = {"sqlite_with_rowid": False}

    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Empty for events of any kind; of contacts the nation (`parts.py`, `OF_THE_MET`).

    Of amounts it tells those of one measure apart (`additions.py`).
    """
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The month as year × 12 + month − 1, or of a measure by day the day's ordinal number."""
    objective_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """0 for any event, -1 for those that serve no objective enough."""
    nation_code: Mapped[str] = mapped_column(String(3), primary_key=True)
    """Empty for any."""
    public: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    official: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    official_sensitive: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
