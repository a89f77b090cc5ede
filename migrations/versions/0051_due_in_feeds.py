"""Say of a feed whether it tells what its user owes; none does until somebody ticks it.

Revision: 0051, after 0050.
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    column = sa.Column("tells_due", sa.Boolean(), nullable=False, server_default=sa.false())
    with op.batch_alter_table("feed") as batch:
        batch.add_column(column)


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("feed") as batch:
        batch.drop_column("tells_due")
