"""Remember the news that was read, let a proposal ask for a move, and a series keep its interval.

Revision: 0022, after 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the columns, and the ways from an event to what points at it."""
    op.create_table(
        "desk_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name="fk_desk_seen_user_id_user_account",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desk_seen"),
        sa.UniqueConstraint("user_id", name="uq_desk_seen_user_id"),
    )
    with op.batch_alter_table("proposed_change") as batch:
        batch.add_column(sa.Column("to_state", sa.String(40), nullable=False, server_default=""))
        batch.add_column(sa.Column("reason_code", sa.String(40), nullable=False, server_default=""))
    with op.batch_alter_table("programme") as batch:
        batch.add_column(sa.Column("interval_months", sa.Integer(), nullable=True))
        batch.create_check_constraint("interval_1_to_240", "interval_months BETWEEN 1 AND 240")
    op.create_index("ix_event_replaced_by_id", "event", ["replaced_by_id"])
    op.create_index("ix_event_copied_from_id", "event", ["copied_from_id"])


def downgrade() -> None:
    """Forget them; a request that waits becomes a change without its move."""
    op.drop_index("ix_event_copied_from_id", "event")
    op.drop_index("ix_event_replaced_by_id", "event")
    with op.batch_alter_table("proposed_change") as batch:
        batch.drop_column("reason_code")
        batch.drop_column("to_state")
    with op.batch_alter_table("programme") as batch:
        batch.drop_constraint("interval_1_to_240", type_="check")
        batch.drop_column("interval_months")
    op.drop_table("desk_seen")
