"""Nations, partner groups, organisations, programmes and institutions."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy import (
    text as sql,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.choices import (
    Marking,
    NationTier,
    OrganisationKind,
    ProgrammeKind,
)
from planner.db import Base, choice, line, pk, text

group_member = Table(
    "group_member",
    Base.metadata,
    Column("group_id", ForeignKey("partner_group.id", ondelete="CASCADE"), primary_key=True),
    Column("nation_code", ForeignKey("nation.code", ondelete="CASCADE"), primary_key=True),
)


class Nation(Base):
    """A country by its ISO 3166-1 code; its name is the deployer's to edit."""

    __tablename__ = "nation"
    __table_args__ = (
        CheckConstraint("length(code) = 2 AND code = upper(code)", name="code_is_iso"),
        CheckConstraint("limit_days IS NULL OR limit_days > 0", name="limit_positive"),
        Index(
            "uq_nation_own",
            "is_own",
            unique=True,
            sqlite_where=sql("is_own"),
            postgresql_where=sql("is_own"),
        ),
    )

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[line]
    is_name_edited: Mapped[bool] = mapped_column(default=False)
    is_own: Mapped[bool] = mapped_column(default=False)
    is_partner: Mapped[bool] = mapped_column(default=False)
    """Whether the office works with this nation: it stands in coverage and staleness."""
    tier: Mapped[NationTier | None] = mapped_column(choice(NationTier, "tier"))
    limit_days: Mapped[int | None]
    release_ceiling: Mapped[Marking | None]
    """The highest marking that this nation may be given; None is what the office sets."""
    desk: Mapped[line] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class NationName(Base):
    """A name that the office gives a nation besides those that Rapport knows.

    One that was taken away stays as a row, so that it can be given back; `key` is what all
    spellings of the name share.
    """

    __tablename__ = "nation_name"

    id: Mapped[pk]
    name: Mapped[line]
    key: Mapped[line] = mapped_column(unique=True)
    nation_code: Mapped[str] = mapped_column(ForeignKey("nation.code"), index=True)
    is_used: Mapped[bool] = mapped_column(default=True)
    nation: Mapped[Nation] = relationship()


class PartnerGroup(Base):
    """An alliance or grouping that a picker expands to its members."""

    __tablename__ = "partner_group"

    id: Mapped[pk]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[line]
    version: Mapped[int] = mapped_column(default=1)
    members: Mapped[list[Nation]] = relationship(secondary=group_member, order_by=Nation.name)

    __mapper_args__ = {"version_id_col": version}


class Organisation(Base):
    """A ministry, armed service, unit, academy or agency; organisations form a tree."""

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("nation_code", "parent_id", "name"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
    )

    id: Mapped[pk]
    name: Mapped[line]
    short_name: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind, "organisation_kind"))
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    town: Mapped[line] = mapped_column(default="")
    note: Mapped[text]
    version: Mapped[int] = mapped_column(default=1)
    nation: Mapped[Nation | None] = relationship()
    parent: Mapped["Organisation | None"] = relationship(remote_side="Organisation.id")

    __mapper_args__ = {"version_id_col": version}


class Institution(Base):
    """An academy, staff college, peacekeeping or regional centre where people are taught."""

    __tablename__ = "institution"
    __table_args__ = (UniqueConstraint("name", "nation_code"),)

    id: Mapped[pk]
    name: Mapped[line]
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)
    town: Mapped[line] = mapped_column(default="")
    level: Mapped[str] = mapped_column(String(40), default="")
    armed_service: Mapped[str | None] = mapped_column(
        ForeignKey("armed_service.code", ondelete="RESTRICT"), index=True
    )
    founded_year: Mapped[int | None]
    source_note: Mapped[text]
    version: Mapped[int] = mapped_column(default=1)
    nation: Mapped[Nation | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Programme(Base):
    """A series, an agreement or a scheme that holds several events together."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint(
            "ended_year IS NULL OR started_year IS NULL OR ended_year >= started_year",
            name="ends_after_start",
        ),
        CheckConstraint("interval_months BETWEEN 1 AND 240", name="interval_1_to_240"),
    )

    id: Mapped[pk]
    name: Mapped[line] = mapped_column(unique=True)
    kind: Mapped[ProgrammeKind] = mapped_column(choice(ProgrammeKind, "programme_kind"))
    main_kind: Mapped[str | None] = mapped_column(
        ForeignKey("event_kind.code", ondelete="RESTRICT"), index=True
    )
    lead_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"))
    partner_codes: Mapped[list[str]] = mapped_column(default=list)
    is_host_alternating: Mapped[bool] = mapped_column(default=False)
    interval_months: Mapped[int | None]
    """How many months lie between two editions, where the series has an interval of its own."""
    started_year: Mapped[int | None]
    ended_year: Mapped[int | None]
    description: Mapped[text]
    source_note: Mapped[text]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
