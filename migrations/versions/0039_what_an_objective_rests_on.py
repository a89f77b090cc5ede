"""Say of an objective by what it appeals, how it should work, what it assumes and risks.

Revision: 0039, after 0038.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

CATEGORIES = ("government", "culture", "education", "engagement", "enterprise", "digital")
TEXTS = ("theory_of_change", "assumptions", "risks")


def upgrade() -> None:
    """Go up."""
    category = sa.Enum(
        *CATEGORIES, name="soft_power", native_enum=False, create_constraint=True, length=40
    )
    with op.batch_alter_table("objective") as objectives:
        objectives.add_column(sa.Column("soft_power", category, nullable=True))
        for name in TEXTS:
            objectives.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("objective") as objectives:
        objectives.drop_constraint(op.f("ck_objective_soft_power"), type_="check")
        for name in (*TEXTS, "soft_power"):
            objectives.drop_column(name)
