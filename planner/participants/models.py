"""People: as little personal data as the work needs (DOMAIN 3)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.choices import RetentionClass
from planner.db import Base, choice, line, pk, text
from planner.partners.models import Nation, Organisation


def written_name(rank: str, name: str) -> str:
    """Return rank and name as written on a seating plan."""
    return f"{rank} {name}".strip()


class Person(Base):
    """A participant: somebody who takes part in events, own side or partner side."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("special_needs = '' OR has_consent", name="needs_with_consent"),
        Index("ix_person_name_key", "name_key"),
    )

    id: Mapped[pk]
    rank: Mapped[str] = mapped_column(String(60), default="")
    """As its bearer writes it; `rank_code` is the row that it names, where there is one."""
    rank_code: Mapped[str | None] = mapped_column(
        ForeignKey("rank.code", ondelete="RESTRICT"), index=True
    )
    name: Mapped[line]
    name_native: Mapped[line] = mapped_column(default="")
    name_key: Mapped[line] = mapped_column(default="")
    """The name in lower case without accents: what lists are ordered by."""
    armed_service: Mapped[str] = mapped_column(String(60), default="")
    armed_service_code: Mapped[str | None] = mapped_column(
        ForeignKey("armed_service.code", ondelete="RESTRICT"), index=True
    )
    nation_code: Mapped[str] = mapped_column(ForeignKey("nation.code"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    post: Mapped[line] = mapped_column(default="")
    languages: Mapped[line] = mapped_column(default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    tour_ends_on: Mapped[date | None]
    is_cleared: Mapped[bool] = mapped_column(default=False)
    clearance_expires_on: Mapped[date | None]
    special_needs: Mapped[text]
    has_consent: Mapped[bool] = mapped_column(default=False)
    purpose: Mapped[line] = mapped_column(default="")
    retention: Mapped[RetentionClass] = mapped_column(
        choice(RetentionClass, "retention_class"), default=RetentionClass.CONTACT
    )
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)
    nation: Mapped[Nation] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def full_name(self) -> str:
        """Return rank and name as written on a seating plan."""
        return written_name(self.rank, self.name)


class TwoPeople(Base):
    """The word of somebody that two records that look alike stand for two people."""

    __tablename__ = "two_people"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[pk]
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    said_at: Mapped[datetime]
