"""Keep of an outcome what changed in people and how sure it is; one type of outcome more.

Revision: 0034, after 0033.

On the way down an economic follow-on becomes an agreement that was reached: the older schema
knows no nearer type.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TYPES = (
    "agreement_reached",
    "follow_on_event_agreed",
    "procedure_adopted",
    "lesson_identified",
    "lesson_closed",
    "skill_applied",
    "relationship_opened",
    "alumni_contact",
    "access_granted",
    "reciprocal_invitation",
    "media_result",
    "public_attitude_result",
    "humanitarian_result",
    "technology_milestone",
    "incident_avoided_or_resolved",
    "negative_outcome",
)
ADDED = "economic_follow_on"
CHANGES = ("awareness", "attitude", "skill", "behaviour", "relationship", "policy_or_partnership")
CONFIDENCES = ("low", "medium", "high")
KIND = "ck_outcome_outcome_type"


def listed(codes: tuple[str, ...]) -> str:
    """Return codes as a list of SQL."""
    return ", ".join(map(repr, codes))


def choice(name: str, codes: tuple[str, ...]) -> sa.Enum:
    """Return a text column type that the database holds to codes."""
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("outcome") as outcome:
        outcome.drop_constraint(op.f(KIND), type_="check")
        outcome.create_check_constraint(op.f(KIND), f"kind IN ({listed((*TYPES, ADDED))})")
        outcome.add_column(sa.Column("change_kind", choice("change_kind", CHANGES), nullable=True))
        outcome.add_column(
            sa.Column("confidence", choice("confidence", CONFIDENCES), nullable=True)
        )


def downgrade() -> None:
    """Go down."""
    outcome = sa.table("outcome", sa.column("kind"))
    economic = outcome.c.kind == ADDED
    op.execute(outcome.update().where(economic).values(kind="agreement_reached"))
    with op.batch_alter_table("outcome") as batch:
        batch.drop_constraint(op.f("ck_outcome_confidence"), type_="check")
        batch.drop_constraint(op.f("ck_outcome_change_kind"), type_="check")
        batch.drop_column("confidence")
        batch.drop_column("change_kind")
        batch.drop_constraint(op.f(KIND), type_="check")
        batch.create_check_constraint(op.f(KIND), f"kind IN ({listed(TYPES)})")
