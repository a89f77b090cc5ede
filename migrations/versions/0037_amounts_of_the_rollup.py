"""Keep amounts in the rollup, and find moves by moment, outcomes by marking.

Revision: 0037, after 0036.

The rollup is emptied: `planner migrate` counts every event afterwards.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

COUNTS = ("public", "official", "official_sensitive")
INDEXES = (
    ("ix_transition_at", "transition", ["at"]),
    ("ix_outcome_marking", "outcome", ["marking"]),
    ("ix_event_state_ends_on", "event", ["state", "ends_on"]),
    ("ix_event_makes_alumni", "event", ["makes_alumni", "actual_ends_on"]),
)


def upgrade() -> None:
    """Go up."""
    empty()
    with op.batch_alter_table("rollup_part") as batch:
        batch.add_column(sa.Column("amounts", sa.Text(), server_default="", nullable=False))
    make_counts(sa.Integer(), sa.BigInteger())
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Go down."""
    for name, table, _columns in INDEXES:
        op.drop_index(name, table_name=table)
    empty()
    make_counts(sa.BigInteger(), sa.Integer())
    with op.batch_alter_table("rollup_part") as batch:
        batch.drop_column("amounts")


def empty() -> None:
    """Take all counts away."""
    for name in ("rollup_cell", "rollup_part"):
        op.execute(sa.table(name).delete())


def make_counts(old: sa.types.TypeEngine[int], new: sa.types.TypeEngine[int]) -> None:
    """Change the type of the counts."""
    with op.batch_alter_table("rollup_cell", table_kwargs={"sqlite_with_rowid": False}) as batch:
        for name in COUNTS:
            batch.alter_column(name, existing_type=old, type_=new, existing_server_default="0")
