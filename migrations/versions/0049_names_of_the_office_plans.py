"""Hold the plans of the office to names of their own.

Revision: 0049, after 0048.
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

OF_OFFICE = sa.text("nation_code IS NULL")


def upgrade() -> None:
    """Go up."""
    op.create_index(
        "uq_plan_name_of_office",
        "plan",
        ["name"],
        unique=True,
        sqlite_where=OF_OFFICE,
        postgresql_where=OF_OFFICE,
    )


def downgrade() -> None:
    """Go down."""
    op.drop_index("uq_plan_name_of_office", "plan")
