"""Let a plan be for one nation; its name is its own among the plans of that nation.

Revision: 0047, after 0046.
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("plan") as plans:
        plans.add_column(sa.Column("nation_code", sa.String(2), nullable=True))
        plans.create_foreign_key(
            op.f("fk_plan_nation_code_nation"), "nation", ["nation_code"], ["code"]
        )
        plans.drop_constraint(op.f("uq_plan_name"), type_="unique")
        plans.create_unique_constraint(op.f("uq_plan_name_nation_code"), ["name", "nation_code"])
        plans.create_index(op.f("ix_plan_nation_code"), ["nation_code"])


def downgrade() -> None:
    """Go down; a plan for a nation takes its code into a name that another plan has too."""
    plan = sa.table("plan", sa.column("name"), sa.column("nation_code"), sa.column("id"))
    named = plan.c.name + " " + plan.c.nation_code + " " + sa.cast(plan.c.id, sa.String)
    op.execute(plan.update().where(plan.c.nation_code.is_not(None)).values(name=named))
    with op.batch_alter_table("plan") as plans:
        plans.drop_index(op.f("ix_plan_nation_code"))
        plans.drop_constraint(op.f("uq_plan_name_nation_code"), type_="unique")
        plans.drop_constraint(op.f("fk_plan_nation_code_nation"), type_="foreignkey")
        plans.drop_column("nation_code")
        plans.create_unique_constraint(op.f("uq_plan_name"), ["name"])
