"""Keep who owes the values of an indicator, how often, and by which day the next one.

Revision: 0040, after 0039.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

RHYTHMS = ("none", "monthly", "quarterly", "half_yearly", "yearly")
DAYS = ("typed_due_on", "typed_after", "due_counted_from", "next_due_on")


def upgrade() -> None:
    """Go up."""
    rhythm = sa.Enum(*RHYTHMS, name="rhythm", native_enum=False, create_constraint=True, length=40)
    with op.batch_alter_table("indicator") as indicators:
        indicators.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        indicators.add_column(sa.Column("rhythm", rhythm, server_default="none", nullable=False))
        for name in DAYS:
            indicators.add_column(sa.Column(name, sa.Date(), nullable=True))
        indicators.create_foreign_key(
            op.f("fk_indicator_owner_id_user_account"), "user_account", ["owner_id"], ["id"]
        )
        indicators.create_index(op.f("ix_indicator_next_due_on"), ["next_due_on"])


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("indicator") as indicators:
        indicators.drop_index(op.f("ix_indicator_next_due_on"))
        indicators.drop_constraint(op.f("fk_indicator_owner_id_user_account"), type_="foreignkey")
        indicators.drop_constraint(op.f("ck_indicator_rhythm"), type_="check")
        for name in (*DAYS, "rhythm", "owner_id"):
            indicators.drop_column(name)
