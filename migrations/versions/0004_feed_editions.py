"""Keep what a feed held when it was last asked for, and since when.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the feed's edition."""
    with op.batch_alter_table("feed") as batch_op:
        batch_op.add_column(
            sa.Column("etag", sa.String(length=64), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Drop the feed's edition."""
    with op.batch_alter_table("feed") as batch_op:
        batch_op.drop_column("changed_at")
        batch_op.drop_column("etag")
