"""Make rows of the reasons of moves and of the categories of risks; columns point to them.

Revision: 0028, after 0027.

A code that no shipped row has is kept: it becomes a retired row of its own.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

REASONS = (
    ("regional_conflict", "Regional conflict or tension"),
    ("political", "Political decision"),
    ("health", "Health or pandemic"),
    ("weather", "Weather or disaster"),
    ("funding", "Funding"),
    ("partner_request", "Asked for by the partner"),
    ("partner_capacity", "Partner capacity"),
    ("own_capacity", "Own capacity"),
    ("scheduling", "Dates clash"),
    ("clearance", "Clearance or vetting"),
    ("security", "Security"),
    ("merged", "Replaced by another event"),
    ("incomplete", "Information missing"),
    ("objective_unclear", "Objective not convincing"),
    ("risk_unresolved", "Risk not dealt with"),
    ("plan_changes", "The plan has to change"),
    ("error", "Entered by mistake"),
    ("other", "Other, see note"),
)
RISKS = (
    ("perceived_as_show_of_force", "Seen as a show of force"),
    ("political_sensitivity", "Political sensitivity"),
    ("regional_conflict", "Regional conflict"),
    ("ideological_difference", "Ideological difference"),
    ("historical_grievance", "Historical grievance"),
    ("negative_media", "Negative media"),
    ("public_rejection", "Public rejection"),
    ("cultural_offence", "Cultural offence"),
    ("protocol_error", "Protocol error"),
    ("logistics", "Logistics"),
    ("bureaucratic_delay", "Bureaucratic delay"),
    ("funding", "Funding"),
    ("partner_capacity", "Partner capacity"),
    ("security_force_protection", "Security and force protection"),
    ("information_release", "Information release"),
    ("vetting_or_human_rights", "Vetting or human rights"),
    ("health_or_pandemic", "Health or pandemic"),
    ("weather", "Weather"),
    ("dependence_on_one_partner", "Dependence on one partner"),
)
OTHER = {"code": "other", "asks_for_note": True, "position": 900}
SHIPPED = {"transition_reason": REASONS, "risk_category": RISKS}
OPTIONAL = {"transition": "", "proposed_change": ""}
POINTERS = (
    ("transition", "reason_code", "transition_reason"),
    ("proposed_change", "reason_code", "transition_reason"),
    ("risk", "category", "risk_category"),
)


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


def upgrade() -> None:
    """Go up."""
    note = sa.Column("asks_for_note", sa.Boolean(), nullable=False, server_default=sa.false())
    tables = {
        "transition_reason": make_table("transition_reason", note),
        "risk_category": make_table("risk_category"),
    }
    for name, rows in SHIPPED.items():
        places = enumerate(rows, 1)
        values = [{"code": c, "name": n, "position": 10 * place} for place, (c, n) in places]
        op.bulk_insert(tables[name], values)
    reasons = tables["transition_reason"]
    op.execute(reasons.update().where(reasons.c.code == "other").values(OTHER))
    for table, column, target in POINTERS:
        point(table, column, tables[target])


def point(table: str, column: str, target: sa.Table) -> None:
    """Let a column point to the rows of a reference table."""
    codes = sa.table(table, sa.column(column, sa.String))
    used = codes.c[column]
    is_optional = table in OPTIONAL
    with op.batch_alter_table(table) as batch:
        if is_optional:
            batch.alter_column(
                column,
                existing_type=sa.String(40),
                nullable=True,
                server_default=None,
                existing_nullable=False,
            )
    if is_optional:
        op.execute(codes.update().where(used == "").values({column: None}))
    keep_unknown(used, target)
    with op.batch_alter_table(table) as batch:
        batch.create_foreign_key(
            op.f(f"fk_{table}_{column}_{target.name}"),
            target.name,
            [column],
            ["code"],
            ondelete="RESTRICT",
        )
        batch.create_index(op.f(f"ix_{table}_{column}"), [column])


def keep_unknown(used: sa.ColumnElement[str], target: sa.Table) -> None:
    """Make a retired row of every code in use that no row has."""
    bind = op.get_bind()
    there = set(bind.scalars(sa.select(target.c.code)))
    lost = [code for code in bind.scalars(sa.select(used).distinct()) if code is not None]
    rows = [
        {"code": code, "name": code or "–", "retired_at": datetime(2026, 1, 1, tzinfo=UTC)}
        for code in sorted(set(lost) - there)
    ]
    op.bulk_insert(target, rows)


def downgrade() -> None:
    """Go down."""
    for table, column, target in POINTERS:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(op.f(f"ix_{table}_{column}"))
            batch.drop_constraint(op.f(f"fk_{table}_{column}_{target}"), type_="foreignkey")
        if table not in OPTIONAL:
            continue
        codes = sa.table(table, sa.column(column, sa.String))
        op.execute(codes.update().where(codes.c[column].is_(None)).values({column: ""}))
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                column,
                existing_type=sa.String(40),
                nullable=False,
                server_default="" if table == "proposed_change" else None,
                existing_nullable=True,
            )
    for name in SHIPPED:
        op.drop_table(name)
