"""Keep the names that an office gives nations besides those that are known.

Revision: 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of names."""
    op.create_table(
        "nation_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("nation_code", sa.String(2), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nation_code"], ["nation.code"], name="fk_nation_name_nation_code_nation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_nation_name"),
        sa.UniqueConstraint("key", name="uq_nation_name_key"),
    )
    op.create_index("ix_nation_name_nation_code", "nation_name", ["nation_code"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("nation_name")
