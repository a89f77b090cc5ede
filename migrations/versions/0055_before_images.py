"""What a row held before each change, kept with the history.

Revision: 0055, after 0054.
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up; of entries written so far nobody noted it."""
    op.add_column("history_entry", sa.Column("before", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("history_entry") as batch:
        batch.drop_column("before")
