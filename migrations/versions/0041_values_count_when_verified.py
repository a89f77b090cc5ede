"""Let values count that were recorded before they had to be verified.

Revision: 0041, after 0040.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up: what is there counts on, until it is changed."""
    with op.batch_alter_table("indicator_update") as updates:
        updates.add_column(
            sa.Column("is_from_before", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    update = sa.table(
        "indicator_update", sa.column("is_from_before", sa.Boolean()), sa.column("verified_by_id")
    )
    before = update.update().where(update.c.verified_by_id.is_(None))
    op.execute(before.values(is_from_before=sa.true()))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("indicator_update") as updates:
        updates.drop_column("is_from_before")
