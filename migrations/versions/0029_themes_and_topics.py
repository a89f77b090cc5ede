"""Make rows of the themes of messages and of the topics of technology; events point to them.

Revision: 0029, after 0028.

They stood among the own fields of the kind (`event.details`). A code that no shipped row has is
kept: it becomes a retired row of its own.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

THEMES = (
    ("shared_value", "Shared values"),
    ("shared_history", "Shared history"),
    ("democracy_rule_of_law", "Democracy and rule of law"),
    ("peaceful_coexistence", "Peaceful coexistence"),
    ("mutual_respect", "Mutual respect"),
    ("collective_security", "Collective security"),
    ("humanitarian", "Humanitarian duty"),
    ("openness", "Openness"),
    ("innovation", "Innovation"),
)
TOPICS = (
    ("cyber", "Cyber defence"),
    ("communications", "Communication systems"),
    ("artificial_intelligence", "Artificial intelligence"),
    ("logistics", "Logistics"),
    ("medicine", "Medicine"),
    ("intelligence", "Intelligence (topic only)"),
    ("other", "Other"),
)
MARKED = {
    "least_marking": 2,
    "marking_reason": "intelligence cooperation stands here as a topic only, at a high marking",
}
KINDS = {"theme": ("themes", THEMES), "topic": ("topics", TOPICS)}
"""Table to the field of the event and the shipped rows."""
events = sa.table("event", sa.column("id", sa.Integer), sa.column("details", sa.JSON))


def make_table(name: str, *own: sa.Column) -> sa.Table:
    """Make a reference table."""
    return op.create_table(
        name,
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("is_name_edited", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("position", sa.Integer(), nullable=False, server_default="500"),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        *own,
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{name}")),
    )


def make_links(kind: str) -> sa.Table:
    """Make the rows of events that point to a reference table."""
    name, code = f"event_{kind}", f"{kind}_code"
    made = op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(code, sa.String(40), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(
            [code], [f"{kind}.code"], name=op.f(f"fk_{name}_{code}_{kind}"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f(f"fk_{name}_event_id_event"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("event_id", code, name=op.f(f"uq_{name}_event_id_{code}")),
    )
    op.create_index(op.f(f"ix_{name}_{code}"), name, [code])
    op.create_index(op.f(f"ix_{name}_event_id"), name, ["event_id"])
    return made


def upgrade() -> None:
    """Go up."""
    own = {
        "theme": (),
        "topic": (
            sa.Column("least_marking", sa.SmallInteger(), nullable=True),
            sa.Column("marking_reason", sa.String(200), nullable=False, server_default=""),
        ),
    }
    bind = op.get_bind()
    details = {row.id: dict(row.details or {}) for row in bind.execute(sa.select(events))}
    moved: set[int] = set()
    for kind, (field, shipped) in KINDS.items():
        table, links = make_table(kind, *own[kind]), make_links(kind)
        op.bulk_insert(table, shipped_rows(shipped))
        found = {key: codes_of(said.pop(field, None)) for key, said in details.items()}
        used = {code for codes in found.values() for code in codes}
        op.bulk_insert(table, lost_rows(used - {code for code, _name in shipped}))
        pairs = [(key, code) for key, codes in found.items() for code in codes]
        op.bulk_insert(links, [{"event_id": key, f"{kind}_code": code} for key, code in pairs])
        moved |= {key for key, _code in pairs}
        if kind == "topic":
            op.execute(table.update().where(table.c.code == "intelligence").values(MARKED))
    for key in moved:
        bind.execute(events.update().where(events.c.id == key).values(details=details[key]))


def codes_of(value: Any) -> list[str]:
    """Return the codes of a field, each once."""
    codes = value if isinstance(value, list) else []
    return sorted({str(code)[:40] for code in codes if code})


def shipped_rows(shipped: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """Return shipped rows ten places apart; “other” stands last."""
    places = {code: 10 * place for place, (code, _name) in enumerate(shipped, 1)} | {"other": 900}
    return [{"code": code, "name": name, "position": places[code]} for code, name in shipped]


def lost_rows(codes: set[str]) -> list[dict[str, Any]]:
    """Return a retired row for each code that no shipped row has."""
    retired_at = datetime(2026, 1, 1, tzinfo=UTC)
    return [{"code": code, "name": code, "retired_at": retired_at} for code in sorted(codes)]


def downgrade() -> None:
    """Go down."""
    bind = op.get_bind()
    for kind, (field, _shipped) in KINDS.items():
        links = sa.table(
            f"event_{kind}", sa.column("event_id", sa.Integer), sa.column(f"{kind}_code", sa.String)
        )
        found: dict[int, list[str]] = {}
        for key, code in bind.execute(sa.select(links).order_by(links.c[f"{kind}_code"])):
            found.setdefault(key, []).append(code)
        for key, codes in found.items():
            said = bind.scalar(sa.select(events.c.details).where(events.c.id == key)) or {}
            kept = {**said, field: codes}
            bind.execute(events.update().where(events.c.id == key).values(details=kept))
        op.drop_table(f"event_{kind}")
        op.drop_table(kind)
