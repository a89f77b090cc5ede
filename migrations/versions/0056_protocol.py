"""The timetable of an event, its parts of culture, its gifts, its order of precedence.

What was written of gifts in an event becomes a gift of the register; flags and anthems, which
ceremonies alone asked for, are asked of every event.

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
    *("talks", "training", "ceremonial", "visit", "culture", "social", "community", "meal"),
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


events = sa.table("event", sa.column("id", sa.Integer), sa.column("details", sa.JSON))
kinds = sa.table("event_kind", sa.column("code", sa.String), sa.column("asks", sa.Text))
gifts = sa.table(
    "gift",
    *(sa.column(name, sa.String) for name in ("direction", "what", "giver", "receiver", "note")),
    *(sa.column(name, sa.String) for name in ("currency", "place")),
    *(sa.column(name, sa.Integer) for name in ("event_id", "version")),
)
WRITTEN = {"direction": "given", "giver": "", "receiver": "", "currency": "", "version": 1}
LONGEST = 200


def from_details() -> None:
    """Make a gift of what was written of gifts in an event."""
    bind = op.get_bind()
    for key, details in bind.execute(sa.select(events.c.id, events.c.details)).all():
        if not (words := (details or {}).get("gifts")):
            continue
        line = " ".join(words.split())
        what = line if len(line) <= LONGEST else f"{line[: LONGEST - 2]} …"
        told = {"what": what, "note": words, "place": "planned", "event_id": key}
        bind.execute(gifts.insert().values(WRITTEN | told))
        kept = {name: value for name, value in details.items() if name != "gifts"}
        bind.execute(events.update().where(events.c.id == key).values(details=kept))


def into_details() -> None:
    """Write the gifts of an event into it, line by line."""
    bind = op.get_bind()
    told: dict[int, list[str]] = {}
    for key, what, note in bind.execute(sa.select(gifts.c.event_id, gifts.c.what, gifts.c.note)):
        told.setdefault(key, []).append(note or what)
    for key, lines in told.items():
        asked = sa.select(events.c.details).where(events.c.id == key)
        details = (bind.execute(asked).scalar() or {}) | {"gifts": "\n".join(lines)}
        bind.execute(events.update().where(events.c.id == key).values(details=details))


def ask_for_all() -> None:
    """Let no kind name among its own what every event is asked."""
    bind = op.get_bind()
    for code, asks in bind.execute(sa.select(kinds.c.code, kinds.c.asks)).all():
        if asks is None:
            continue
        kept = " ".join(name for name in asks.split() if name not in ("gifts", "protocol"))
        if kept != asks:
            bind.execute(kinds.update().where(kinds.c.code == code).values(asks=kept))


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
    with op.batch_alter_table("attendance") as batch:
        batch.add_column(sa.Column("precedence", sa.Integer))
        batch.add_column(sa.Column("seat", sa.String(40), nullable=False, server_default=""))
        batch.create_check_constraint(
            op.f("ck_attendance_precedence_1_to_999"), "precedence BETWEEN 1 AND 999"
        )
    from_details()
    ask_for_all()


def downgrade() -> None:
    """Go down; timetables and parts of culture are forgotten, of gifts their words stay."""
    into_details()
    with op.batch_alter_table("attendance") as batch:
        batch.drop_constraint(op.f("ck_attendance_precedence_1_to_999"), type_="check")
        batch.drop_column("seat")
        batch.drop_column("precedence")
    for table in ("gift", "cultural_part", "timetable_item"):
        op.drop_table(table)
