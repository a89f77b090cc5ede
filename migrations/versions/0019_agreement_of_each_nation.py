"""Let each partner nation's agreement stand by itself.

An entry that can mean only one nation gets it; one of an event with several stays without.

Revision: 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

PARTNERS = """
    FROM event_nation JOIN nation ON nation.code = event_nation.nation_code
    WHERE event_nation.event_id = coordination.event_id AND NOT nation.is_own
"""


def upgrade() -> None:
    """Add the nation of an agreement, and fill it in where it is plain."""
    with op.batch_alter_table("coordination") as batch:
        batch.add_column(sa.Column("nation_code", sa.String(2), nullable=True))
        batch.create_foreign_key(
            "fk_coordination_nation_code_nation", "nation", ["nation_code"], ["code"]
        )
    op.execute(
        sa.text(
            "UPDATE coordination SET nation_code = "  # noqa: S608 - no value in it
            f"(SELECT min(event_nation.nation_code) {PARTNERS}) "
            f"WHERE party = 'partner' AND (SELECT count(*) {PARTNERS}) = 1"
        )
    )


def downgrade() -> None:
    """Forget the nations."""
    with op.batch_alter_table("coordination") as batch:
        batch.drop_constraint("fk_coordination_nation_code_nation", type_="foreignkey")
        batch.drop_column("nation_code")
