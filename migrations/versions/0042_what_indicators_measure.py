"""Say what an indicator measures; keep numerator and denominator of a percentage.

Revision: 0042, after 0041.

On the way back a percentage becomes a number in percent, and a word of a scale its place.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

MEASURED_AS = sa.Enum(
    "number",
    "percentage",
    "scale",
    name="measured_as",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("indicator") as indicators:
        indicators.add_column(
            sa.Column("measured_as", MEASURED_AS, server_default="number", nullable=False)
        )
        indicators.add_column(sa.Column("scale", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("indicator_update") as updates:
        updates.add_column(sa.Column("numerator", sa.Numeric(16, 4), nullable=True))
        updates.add_column(sa.Column("denominator", sa.Numeric(16, 4), nullable=True))
        updates.create_check_constraint(
            op.f("ck_indicator_update_percentage_whole"),
            "(numerator IS NULL) = (denominator IS NULL)",
        )
        updates.create_check_constraint(
            op.f("ck_indicator_update_denominator_positive"), "denominator > 0"
        )


def downgrade() -> None:
    """Go down."""
    indicator = sa.table("indicator", sa.column("unit"), sa.column("measured_as"))
    for measured_as, unit in (("percentage", "percent"), ("scale", "place")):
        op.execute(
            indicator.update().where(indicator.c.measured_as == measured_as).values(unit=unit)
        )
    with op.batch_alter_table("indicator_update") as updates:
        updates.drop_constraint(op.f("ck_indicator_update_denominator_positive"), type_="check")
        updates.drop_constraint(op.f("ck_indicator_update_percentage_whole"), type_="check")
        updates.drop_column("denominator")
        updates.drop_column("numerator")
    with op.batch_alter_table("indicator") as indicators:
        indicators.drop_constraint(op.f("ck_indicator_measured_as"), type_="check")
        indicators.drop_column("scale")
        indicators.drop_column("measured_as")
