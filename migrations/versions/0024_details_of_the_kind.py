"""Clear what an earlier kind left in an event, and keep whether the partner was told apart.

Revision: 0024, after 0023.

The way down leaves the rows as they are: what was cleared is not known any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

FOR_ALL = (
    "cultural_elements has_community_part announced_on themes peaceful_purpose meeting_link "
    "in_kind marking_looked_at"
)
TALKS = "delegation_own delegation_partner agenda talking_points joint_statement reciprocity_due_on"
EXERCISE = (
    "exercise_type domains training_audience scenario troops tanks armoured_vehicles artillery "
    "sorties initial_conference_on main_conference_on final_conference_on observers_invited "
    "visitors_day_on procedure_tested customs_checked"
)
EXCHANGE = (
    "direction institution course_code level places_offered places_filled language_test vetting "
    "travel_order dependants sponsor returns_on are_prepared makes_alumni has_culture_module "
    "adaptation"
)
CULTURE = (
    "programme_text performers precedence gifts audience tickets venue weather_plan protocol "
    "community_consulted"
)
OWN = (
    ("joint_exercise joint_operation", EXERCISE),
    ("personnel_exchange education_training", EXCHANGE),
    ("workshop_seminar", "topic speakers places_offered places_filled"),
    ("official_visit dialogue_conference", TALKS),
    ("port_visit", f"ships open_ship passing_exercise {TALKS}"),
    ("cultural_event ceremony sport_event community_outreach", CULTURE),
    ("humanitarian_mission", "request stops people_assisted hours_to_agree"),
    ("peacekeeping", "mandate personnel_certified consent"),
    ("technology_cooperation", "project milestones topics is_export_controlled laboratory"),
    ("media_activity", "outlets releaser agreed_wording"),
    ("agreement", "signatories in_force_on expires_on"),
)
TOLD = "partner_told"
events = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("details", sa.JSON),
    sa.column(TOLD, sa.Boolean),
)


def fields_by_kind() -> dict[str, set[str]]:
    """Return the fields that an event of each kind has."""
    return {kind: {*own.split(), *FOR_ALL.split()} for kinds, own in OWN for kind in kinds.split()}


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("event") as batch:
        batch.add_column(sa.Column(TOLD, sa.Boolean(), nullable=True))
    known, bind = fields_by_kind(), op.get_bind()
    for row in bind.execute(sa.select(events.c.id, events.c.kind, events.c.details)).all():
        details = row.details or {}
        kept = {name: value for name, value in details.items() if name in known[row.kind]}
        if kept != details:
            values = {"details": kept, TOLD: details.get(TOLD)}
            bind.execute(events.update().where(events.c.id == row.id).values(values))


def downgrade() -> None:
    """Go down: what was cleared does not come back."""
    bind = op.get_bind()
    told = sa.select(events.c.id, events.c.details, events.c[TOLD]).where(
        events.c[TOLD].is_not(None)
    )
    for row in bind.execute(told).all():
        details = (row.details or {}) | {TOLD: bool(row.partner_told)}
        bind.execute(events.update().where(events.c.id == row.id).values(details=details))
    with op.batch_alter_table("event") as batch:
        batch.drop_column(TOLD)
