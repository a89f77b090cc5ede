"""Let the figures read executed events and weights from indexes alone.

Revision: 0005, after 0004.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

EXECUTED = ["actual_ends_on", "state", "marking", "discarded_at"]


def upgrade() -> None:
    """Widen the index of executed events, and give links one that holds their weight."""
    op.drop_index("ix_event_actual_ends_on", table_name="event")
    op.create_index("ix_event_actual_ends_on", "event", EXECUTED)
    op.create_index(
        "ix_objective_link_event_weight", "objective_link", ["event_id", "weight", "objective_id"]
    )


def downgrade() -> None:
    """Take the indexes back to what they were."""
    op.drop_index("ix_objective_link_event_weight", table_name="objective_link")
    op.drop_index("ix_event_actual_ends_on", table_name="event")
    op.create_index("ix_event_actual_ends_on", "event", ["actual_ends_on"])
