"""Keep counts of events by month, objective and nation beside the events.

Revision: 0033, after 0032.

The tables come empty: `planner migrate` counts every event afterwards.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def zero(name: str) -> sa.Column[int]:
    """Return a column of counts."""
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def empty(name: str, type_: sa.types.TypeEngine[str]) -> sa.Column[str]:
    """Return a column of texts."""
    return sa.Column(name, type_, server_default="", nullable=False)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "rollup_part",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        empty("kind", sa.String(40)),
        zero("marking"),
        empty("objectives", sa.Text()),
        empty("backed", sa.Text()),
        empty("nations", sa.String(600)),
        empty("met", sa.String(600)),
        empty("counted", sa.String(600)),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_rollup_part")),
    )
    op.create_table(
        "rollup_cell",
        sa.Column("measure", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("objective_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nation_code", sa.String(3), nullable=False),
        zero("public"),
        zero("official"),
        zero("official_sensitive"),
        sa.PrimaryKeyConstraint(
            "measure", "kind", "slot", "objective_id", "nation_code", name=op.f("pk_rollup_cell")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Go down."""
    op.drop_table("rollup_cell")
    op.drop_table("rollup_part")
