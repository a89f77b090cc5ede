"""Long work and the parts of what it made."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import OPEN_JOB_STATES, JobState
from planner.db import Base, choice, line, pk, text
from planner.leases import Leased


class Job(Base, Leased):
    """A piece of work that outlasts a request: whose it is, how far it is, what it made."""

    __tablename__ = "job"

    id: Mapped[pk]
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[line] = mapped_column(default="")
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[JobState] = mapped_column(choice(JobState, "state"), default=JobState.WAITING)
    wants: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was asked for, as the kind of work reads it."""
    cursor: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Where the work goes on: written in the transaction of each step."""
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_total: Mapped[int] = mapped_column(default=0)
    said: Mapped[text]
    """What came of it, or why it failed, as a sentence for its owner."""
    root: Mapped[str] = mapped_column(String(300), default="", server_default="")
    """The address at which its owner uses Rapport, for links in files."""
    asked_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    is_cancel_asked: Mapped[bool] = mapped_column(default=False)
    file_name: Mapped[line] = mapped_column(default="", server_default="")
    file_mime: Mapped[str] = mapped_column(String(100), default="", server_default="")
    file_filter: Mapped[text]
    """What the history tells of the file when it is taken."""
    file_rows: Mapped[int] = mapped_column(default=0)
    link: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """The page that came of it: `label`, `endpoint`, `values`; empty where there is none."""
    made_for: Mapped[str] = mapped_column(String(64), default="", server_default="")
    """A hash of what its owner might see when the file was made."""
    kept_until: Mapped[datetime | None]
    owner: Mapped[User] = relationship()

    @property
    def is_open(self) -> bool:
        """Say whether it has not ended yet."""
        return self.state in OPEN_JOB_STATES

    @property
    def percent(self) -> int:
        """Return how far it is, 0 to 100."""
        if not self.steps_total:
            return 0
        return max(0, min(100, 100 * self.steps_done // self.steps_total))


class JobPart(Base):
    """A part of the file that a piece of work made, small enough for one short transaction."""

    __tablename__ = "job_part"
    __table_args__ = (UniqueConstraint("job_id", "position"),)

    id: Mapped[pk]
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    position: Mapped[int]
    octets: Mapped[bytes] = mapped_column(LargeBinary)
