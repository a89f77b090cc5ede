"""Users with their roles, nations in scope and marking ceiling; failed sign-ins."""

from datetime import datetime

from flask_security import UserMixin
from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint
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


class SignInFailure(Base):
    """A failed sign-in, counted by name and by address for the lock-out."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        Index("ix_sign_in_failure_name_at", "name_hash", "at"),
        Index("ix_sign_in_failure_address_at", "address", "at"),
    )

    id: Mapped[pk]
    name_hash: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
