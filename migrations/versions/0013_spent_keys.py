"""Remember the one-use keys of forms that were saved.

Revision: 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of spent keys."""
    op.create_table(
        "spent_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("is_shown_once", sa.Boolean(), nullable=False),
        sa.Column("made_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_spent_key_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spent_key")),
        sa.UniqueConstraint("user_id", "key_hash", name=op.f("uq_spent_key_user_id_key_hash")),
    )
    with op.batch_alter_table("spent_key") as batch_op:
        batch_op.create_index(batch_op.f("ix_spent_key_at"), ["at"])


def downgrade() -> None:
    """Drop the table of spent keys."""
    op.drop_table("spent_key")
