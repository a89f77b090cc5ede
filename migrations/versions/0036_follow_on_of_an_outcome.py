"""Let an outcome point to the draft of the event that was agreed.

Revision: 0036, after 0035.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("outcome") as outcome:
        outcome.add_column(sa.Column("follow_on_id", sa.Integer(), nullable=True))
        outcome.create_foreign_key(
            op.f("fk_outcome_follow_on_id_event"),
            "event",
            ["follow_on_id"],
            ["id"],
            ondelete="SET NULL",
        )
        outcome.create_index(op.f("ix_outcome_follow_on_id"), ["follow_on_id"])


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("outcome") as outcome:
        outcome.drop_index(op.f("ix_outcome_follow_on_id"))
        outcome.drop_constraint(op.f("fk_outcome_follow_on_id_event"), type_="foreignkey")
        outcome.drop_column("follow_on_id")
