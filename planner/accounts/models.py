"""Users with their roles, nations and ceiling; where they are signed in; failed sign-ins."""

from datetime import datetime
from enum import StrEnum

from flask_security import UserMixin
from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.choices import Marking, Role
from planner.db import Base, choice, line, pk
from planner.partners.models import Nation
from planner.viewers import Viewer

user_nation = Table(
    "user_nation",
    Base.metadata,
    Column("user_id", ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("nation_code", ForeignKey("nation.code", ondelete="CASCADE"), primary_key=True),
)


class User(Base, UserMixin):
    """A person of the office who signs in."""

    __tablename__ = "user_account"

    id: Mapped[pk]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[line]
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    ceiling: Mapped[Marking] = mapped_column(default=Marking.OFFICIAL)
    has_all_nations: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    """Whether the password was given by somebody else and is good for one sign-in."""
    version: Mapped[int] = mapped_column(default=1)
    grants: Mapped[list["RoleGrant"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    nations: Mapped[list[Nation]] = relationship(secondary=user_nation, lazy="selectin")

    __mapper_args__ = {"version_id_col": version}

    @property
    def role_set(self) -> frozenset[Role]:
        """Return the roles granted."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def as_viewer(self) -> Viewer:
        """Return what the access criterion needs to know of this user."""
        nations = None if self.has_all_nations else frozenset(n.code for n in self.nations)
        return Viewer(self.id, self.role_set, self.ceiling, nations)


class RoleGrant(Base):
    """One role given to one user."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(choice(Role, "role"))


ENDED_TWICE = {"confirm_deleted_rows": False}
"""What two requests delete at the same moment is gone, and neither of them needs to know."""


class OpenSession(Base):
    """One browser in which a user is signed in; without its row the cookie opens nothing."""

    __tablename__ = "open_session"
    __mapper_args__ = ENDED_TWICE

    id: Mapped[pk]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    started_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(64))
    browser: Mapped[str] = mapped_column(String(40), default="")
    system: Mapped[str] = mapped_column(String(40), default="")


class KnownBrowser(Base):
    """A browser in which a user has signed in: it stays open while strangers try the name."""

    __tablename__ = "known_browser"
    __mapper_args__ = ENDED_TWICE

    id: Mapped[pk]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    added_at: Mapped[datetime]
    used_at: Mapped[datetime] = mapped_column(index=True)


class BrakeKind(StrEnum):
    """What a brake slows down."""

    ADDRESS = "address"
    BROWSER = "browser"
    NAME = "name"
    PAIR = "pair"


class SignInBrake(Base):
    """How hard failed sign-ins brake the next: for a name and an address, or one of them alone."""

    __tablename__ = "sign_in_brake"
    __mapper_args__ = ENDED_TWICE
    __table_args__ = (UniqueConstraint("kind", "name_hash", "address"),)

    id: Mapped[pk]
    kind: Mapped[BrakeKind] = mapped_column(choice(BrakeKind, "kind"))
    name_hash: Mapped[str] = mapped_column(String(64), default="", index=True)
    """Keyed hash of what was typed as a name; empty for an address alone."""
    address: Mapped[str] = mapped_column(String(64), default="")
    """Where the tries came from; the number of the browser for a known one."""
    tries: Mapped[float] = mapped_column(default=0)
    """Tries that still count; they are forgotten one by one."""
    failures: Mapped[int] = mapped_column(default=0)
    """All tries since the first."""
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
