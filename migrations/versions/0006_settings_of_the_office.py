"""Settings of the office, and the month with which a requirement's year begins.

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DAYS = ("report_days", 30), ("outcome_days", 180)
CONTACT = ("contact_days_a", 90), ("contact_days_b", 180), ("contact_days_c", 365)


def number(name: str, usual: int) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=str(usual))


def upgrade() -> None:
    """Make the one row with what was fixed before, and call every requirement's year calendar."""
    office = op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        number("year_month", 1),
        sa.Column("is_year_named_by_end", sa.Boolean(), nullable=False, server_default=sa.true()),
        *(number(*one) for one in (*DAYS, *CONTACT)),
        sa.Column("warns_at_amber", sa.Boolean(), nullable=False, server_default=sa.true()),
        number("version", 1),
        sa.CheckConstraint("id = 1", name="ck_office_only_one"),
        sa.CheckConstraint("year_month BETWEEN 1 AND 12", name="ck_office_month_of_year"),
        sa.CheckConstraint("report_days BETWEEN 1 AND 3650", name="ck_office_report_days_in_range"),
        sa.CheckConstraint(
            "outcome_days BETWEEN 1 AND 3650", name="ck_office_outcome_days_in_range"
        ),
        sa.CheckConstraint(
            "contact_days_a BETWEEN 1 AND 3650 AND contact_days_b BETWEEN 1 AND 3650 "
            "AND contact_days_c BETWEEN 1 AND 3650",
            name="ck_office_contact_days_in_range",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )
    op.bulk_insert(office, [{"id": 1}])
    with op.batch_alter_table("requirement") as batch:
        batch.add_column(number("begins_month", 1))
        batch.drop_constraint("uq_requirement_objective_id_nation_code_year", type_="unique")
        batch.create_unique_constraint(
            "uq_requirement_objective_id_nation_code_year_begins_month",
            ["objective_id", "nation_code", "year", "begins_month"],
        )
        batch.create_check_constraint("month_of_year", "begins_month BETWEEN 1 AND 12")


def downgrade() -> None:
    """Forget the settings, and the requirements of fiscal years, which had no place before."""
    op.execute("DELETE FROM requirement WHERE begins_month <> 1")
    with op.batch_alter_table("requirement") as batch:
        batch.drop_constraint("month_of_year", type_="check")
        batch.drop_constraint(
            "uq_requirement_objective_id_nation_code_year_begins_month", type_="unique"
        )
        batch.create_unique_constraint(
            "uq_requirement_objective_id_nation_code_year", ["objective_id", "nation_code", "year"]
        )
        batch.drop_column("begins_month")
    op.drop_table("office")
