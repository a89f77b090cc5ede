"""Keep what was removed on the server until its undo button has had its time.

Revision: 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of what was put aside."""
    op.create_table(
        "put_aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name="fk_put_aside_owner_id_user_account",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_put_aside"),
        sa.UniqueConstraint("key", name="uq_put_aside_key"),
    )
    op.create_index("ix_put_aside_owner_id", "put_aside", ["owner_id"])
    op.create_index("ix_put_aside_made_at", "put_aside", ["made_at"])


def downgrade() -> None:
    """Forget it."""
    op.drop_table("put_aside")
