"""Keep on which events a lesson was applied.

Revision: 0046, after 0045.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "applied_lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["lesson.id"],
            name=op.f("fk_applied_lesson_lesson_id_lesson"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_applied_lesson_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applied_lesson")),
        sa.UniqueConstraint(
            "lesson_id", "event_id", name=op.f("uq_applied_lesson_lesson_id_event_id")
        ),
    )
    with op.batch_alter_table("applied_lesson") as applied:
        applied.create_index(op.f("ix_applied_lesson_event_id"), ["event_id"])


def downgrade() -> None:
    """Go down."""
    op.drop_table("applied_lesson")
