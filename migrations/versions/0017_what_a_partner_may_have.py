"""Keep up to which marking a partner may be given anything: the office's word, and a nation's.

Revision: 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

OFFICIAL = "1"


def upgrade() -> None:
    """Let partners have up to OFFICIAL, until somebody sets it otherwise."""
    with op.batch_alter_table("office") as batch_op:
        batch_op.add_column(
            sa.Column("release_ceiling", sa.SmallInteger(), server_default=OFFICIAL, nullable=False)
        )
    with op.batch_alter_table("nation") as batch_op:
        batch_op.add_column(sa.Column("release_ceiling", sa.SmallInteger(), nullable=True))


def downgrade() -> None:
    """Forget it."""
    for table in ("nation", "office"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("release_ceiling")
