"""Indicators that are counted per year, those of the catalogue among them.

Revision: 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Mark the catalogue's yearly numbers, whose targets are wanted of each year."""
    with op.batch_alter_table("indicator") as batch:
        batch.add_column(
            sa.Column("is_yearly", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        "UPDATE indicator SET is_yearly = true "
        "WHERE source = 'auto' AND code IN ('O03.1', 'O09.1', 'O10.1', 'O11.2')"
    )


def downgrade() -> None:
    """Forget which are yearly."""
    with op.batch_alter_table("indicator") as batch:
        batch.drop_column("is_yearly")
