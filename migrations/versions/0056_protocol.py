"""The timetable of an event, its parts of culture, its gifts.

Revision: 0056, after 0055.
"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

ELEMENTS = ("music", "art", "food", "sport", "heritage", "social", "customs")
DIRECTIONS = ("ours_shown", "theirs_shown", "made_together")
TIMETABLE = (
    *("talks", "training", "ceremony", "visit", "culture", "social", "community", "meal"),
    *("travel", "free"),
)
PLACES = ("planned", "with_receiver", "in_office", "handed_in", "used_up", "declined")


def choice(name: str, *codes: str) -> sa.Enum:
    """Return a text column that the database holds to codes."""
    return sa.Enum(*codes, native_enum=False, create_constraint=True, length=40, name=name)


def line(name: str) -> sa.Column:
    """Return a column for one line of text."""
    return sa.Column(name, sa.String(200), nullable=False)


def of_event(table: str, *columns: object) -> None:
    """Make a table whose rows hang on an event."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("event_id", sa.Integer, nullable=False),
        *columns,
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], ondelete="CASCADE", name=op.f(f"fk_{table}_event_id_event")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_event_id", table, ["event_id"])


def nation(table: str) -> tuple[object, ...]:
    """Return the column of a partner nation, and its key."""
    name = op.f(f"fk_{table}_nation_code_nation")
    return (
        sa.Column("nation_code", sa.String(2)),
        sa.ForeignKeyConstraint(["nation_code"], ["nation.code"], name=name),
    )


def upgrade() -> None:
    """Go up."""
    of_event(
        "timetable_item",
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("starts_at", sa.Time),
        sa.Column("ends_at", sa.Time),
        line("what"),
        sa.Column("kind", choice("timetable_kind", *TIMETABLE), nullable=False),
        line("place"),
        line("lead"),
        line("dress"),
        sa.CheckConstraint(
            "ends_at IS NULL OR starts_at IS NOT NULL",
            name=op.f("ck_timetable_item_begins_before_it_ends"),
        ),
    )
    of_event(
        "cultural_part",
        sa.Column("element", choice("cultural_element", *ELEMENTS), nullable=False),
        sa.Column("direction", choice("culture_direction", *DIRECTIONS), nullable=False),
        line("what"),
        line("place"),
        *nation("cultural_part"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )
    of_event(
        "gift",
        sa.Column("direction", choice("gift_direction", "given", "received"), nullable=False),
        line("what"),
        line("giver"),
        line("receiver"),
        *nation("gift"),
        sa.Column("value", sa.Numeric(16, 2)),
        sa.Column("declare_above", sa.Numeric(16, 2)),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("declared_on", sa.Date),
        sa.Column("place", choice("gift_place", *PLACES), nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.CheckConstraint(
            "value >= 0 AND declare_above >= 0", name=op.f("ck_gift_amount_not_negative")
        ),
    )
    op.create_index("ix_gift_place", "gift", ["place"])
    for table in ("cultural_part", "gift"):
        op.create_index(f"ix_{table}_nation_code", table, ["nation_code"])


def downgrade() -> None:
    """Go down; timetables, parts of culture and gifts are forgotten."""
    for table in ("gift", "cultural_part", "timetable_item"):
        op.drop_table(table)
