"""Keep that a value far from its series was said to be right.

Revision: 0044, after 0043.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("indicator_update") as updates:
        updates.add_column(
            sa.Column("is_confirmed", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("indicator_update") as updates:
        updates.drop_column("is_confirmed")
