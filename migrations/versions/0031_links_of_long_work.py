"""Keep the page that came of long work, by its endpoint and arguments.

Revision: 0031, after 0030.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("job") as job:
        job.add_column(sa.Column("link", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("job") as job:
        job.drop_column("link")
