"""Let a kept search stand on its owner's desk.

Revision: 0023, after 0022.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.drop_column("position")
