"""Keep what is known of the ways of nations as rows, and who has read of them.

Revision: 0057, after 0056.

Customs and days to avoid, which stood as two texts on each nation, become a row each, without a
marking of their own: whoever read them before still does. On the way down the rows become the two
texts again; what is marked above OFFICIAL is left out, as the older schema would open it to all.
"""

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

KINDS = (
    "custom",
    "address",
    "national_day",
    "religious_day",
    "day_to_avoid",
    "welcome_topic",
    "red_line",
    "gift",
    "language",
    "table_and_dress",
)
DAYS = ("national_day", "religious_day", "day_to_avoid")
MOST_OPEN = 1
"""OFFICIAL, up to which rows become the text of their nation again."""
nations = sa.table(
    "nation",
    sa.column("code", sa.String),
    sa.column("customs", sa.Text),
    sa.column("days_to_avoid", sa.Text),
)
ways = sa.table(
    "nation_way",
    sa.column("id", sa.Integer),
    sa.column("nation_code", sa.String),
    sa.column("kind", sa.String),
    sa.column("text", sa.Text),
    sa.column("first_on", sa.Date),
    sa.column("last_on", sa.Date),
    sa.column("is_yearly", sa.Boolean),
    sa.column("is_expected", sa.Boolean),
    sa.column("gift_limit", sa.String),
    sa.column("source", sa.String),
    sa.column("changed_on", sa.Date),
    sa.column("marking", sa.SmallInteger),
    sa.column("version", sa.Integer),
)
events = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("details", sa.JSON),
    sa.column("customs_checked", sa.Boolean),
    sa.column("final_conference_on", sa.Date),
)


def upgrade() -> None:
    """Go up."""
    make_ways()
    move_texts_into_rows()
    with op.batch_alter_table("nation") as batch:
        batch.drop_column("customs")
        batch.drop_column("days_to_avoid")
    with op.batch_alter_table("attendance") as batch:
        batch.add_column(sa.Column("prepared_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("prepared_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("brief_of_on", sa.Date(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_attendance_prepared_by_id_user_account"),
            "user_account",
            ["prepared_by_id"],
            ["id"],
        )
        batch.create_check_constraint(
            op.f("ck_attendance_read_of_a_brief"),
            "brief_of_on IS NULL OR prepared_on IS NOT NULL",
        )
    with op.batch_alter_table("event") as batch:
        batch.add_column(sa.Column("customs_checked", sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("final_conference_on", sa.Date(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_event_final_conference_on"),
            "final_conference_on BETWEEN '1900-01-01' AND '2199-12-31'",
        )
    move_details_into_columns()


def downgrade() -> None:
    """Go down."""
    move_columns_into_details()
    with op.batch_alter_table("event") as batch:
        batch.drop_constraint(op.f("ck_event_final_conference_on"), type_="check")
        batch.drop_column("final_conference_on")
        batch.drop_column("customs_checked")
    with op.batch_alter_table("attendance") as batch:
        batch.drop_constraint(op.f("ck_attendance_read_of_a_brief"), type_="check")
        batch.drop_constraint(op.f("fk_attendance_prepared_by_id_user_account"), type_="foreignkey")
        batch.drop_column("brief_of_on")
        batch.drop_column("prepared_by_id")
        batch.drop_column("prepared_on")
    with op.batch_alter_table("nation") as batch:
        for name in ("customs", "days_to_avoid"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    move_rows_into_texts()
    op.drop_table("nation_way")


def make_ways() -> None:
    """Make the table of rows."""
    op.create_table(
        "nation_way",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nation_code", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("is_yearly", sa.Boolean(), nullable=False),
        sa.Column("is_expected", sa.Boolean(), nullable=False),
        sa.Column("gift_limit", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("marking", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("text <> ''", name=op.f("ck_nation_way_text_is_there")),
        sa.CheckConstraint(
            "(first_on IS NULL) = (last_on IS NULL)", name=op.f("ck_nation_way_both_days_or_none")
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_nation_way_ends_after_start")),
        sa.CheckConstraint(
            f"first_on IS NULL OR kind IN ({', '.join(map(repr, DAYS))})",
            name=op.f("ck_nation_way_days_of_days"),
        ),
        sa.CheckConstraint(
            "gift_limit = '' OR kind = 'gift'", name=op.f("ck_nation_way_limit_of_gifts")
        ),
        sa.CheckConstraint(
            f"kind IN ({', '.join(map(repr, KINDS))})", name=op.f("ck_nation_way_way_kind")
        ),
        sa.ForeignKeyConstraint(
            ["nation_code"], ["nation.code"], name=op.f("fk_nation_way_nation_code_nation")
        ),
        sa.ForeignKeyConstraint(
            ["looked_by_id"],
            ["user_account.id"],
            name=op.f("fk_nation_way_looked_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nation_way")),
    )
    op.create_index("ix_nation_way_nation_kind", "nation_way", ["nation_code", "kind"])


def row_of(code: str, kind: str, text: str) -> dict[str, Any]:
    """Return a row of a text; nobody knows when it was looked at, nor by whom.

    It is dated the day of the upgrade.
    """
    said: dict[str, Any] = {
        "nation_code": code,
        "kind": kind,
        "text": text,
        "gift_limit": "",
        "source": "",
    }
    said |= {"is_yearly": False, "is_expected": False, "version": 1}
    return said | {"changed_on": datetime.now(UTC).date()}


def move_texts_into_rows() -> None:
    """Make rows of the texts of nations."""
    bind = op.get_bind()
    for code, customs, days in bind.execute(sa.select(nations).order_by(nations.c.code)).all():
        for kind, text in (("custom", customs), ("day_to_avoid", days)):
            if text and text.strip():
                bind.execute(ways.insert().values(row_of(code, kind, text)))


def move_rows_into_texts() -> None:
    """Make the two texts of the rows of each nation: days to avoid, and all else."""
    bind = op.get_bind()
    may_go = sa.or_(ways.c.marking.is_(None), ways.c.marking <= MOST_OPEN)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    wanted = sa.select(ways).where(may_go).order_by(ways.c.id)
    for row in bind.execute(wanted).mappings():
        name = "days_to_avoid" if row["kind"] in DAYS else "customs"
        found[row["nation_code"], name].append(told_of(row))
    for (code, name), lines in found.items():
        bind.execute(
            nations.update().where(nations.c.code == code).values({name: "\n".join(lines)})
        )


def told_of(row: Any) -> str:
    """Return what a row says, with its days, its limit and its source."""
    days = ""
    if row["first_on"] is not None:
        pattern = "%m-%d" if row["is_yearly"] else "%Y-%m-%d"
        ends = dict.fromkeys(day.strftime(pattern) for day in (row["first_on"], row["last_on"]))
        days = " – ".join(ends) + (" (expected)" if row["is_expected"] else "") + ": "
    limit = f" ({row['gift_limit']})" if row["gift_limit"] else ""
    source = f" ({row['source']})" if row["source"] else ""
    return f"{days}{row['text']}{limit}{source}"


def day_in(value: Any) -> date | None:
    """Return the day of an ISO text; None of all else."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return day if 1900 <= day.year <= 2199 else None


def move_details_into_columns() -> None:
    """Take the two fields out of the own fields of events."""
    bind = op.get_bind()
    for row in bind.execute(sa.select(events.c.id, events.c.details)).all():
        details = row.details or {}
        if not details.keys() & {"customs_checked", "final_conference_on"}:
            continue
        values = {
            "customs_checked": True if details.get("customs_checked") is True else None,
            "final_conference_on": day_in(details.get("final_conference_on")),
            "details": {
                name: value
                for name, value in details.items()
                if name not in ("customs_checked", "final_conference_on")
            },
        }
        bind.execute(events.update().where(events.c.id == row.id).values(values))


def move_columns_into_details() -> None:
    """Put the two fields back among the own fields of events."""
    bind = op.get_bind()
    filled = sa.or_(events.c.customs_checked.is_(True), events.c.final_conference_on.is_not(None))
    for row in bind.execute(sa.select(events).where(filled)).all():
        details = dict(row.details or {})
        if row.customs_checked:
            details["customs_checked"] = True
        if row.final_conference_on is not None:
            details["final_conference_on"] = row.final_conference_on.isoformat()
        bind.execute(events.update().where(events.c.id == row.id).values(details=details))
