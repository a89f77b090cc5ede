"""Keep the parts of an indicator's values and targets, by nation, service, rank band or sex.

Revision: 0048, after 0047.
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

KEPT_IN = ("indicator_target", "indicator_update")


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("indicator") as indicators:
        indicators.add_column(
            sa.Column("parted_by", sa.String(600), server_default="", nullable=False)
        )
    for table in KEPT_IN:
        with op.batch_alter_table(table) as rows:
            rows.add_column(sa.Column("parts", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Go down."""
    for table in KEPT_IN:
        with op.batch_alter_table(table) as rows:
            rows.drop_column("parts")
    with op.batch_alter_table("indicator") as indicators:
        indicators.drop_column("parted_by")
