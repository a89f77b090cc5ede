"""Take the number of a made row off spent keys: no form answers in place.

Revision: 0025, after 0024.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("spent_key", schema=None) as batch_op:
        batch_op.drop_column("made_id")


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("spent_key", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_id", sa.Integer(), nullable=True))
