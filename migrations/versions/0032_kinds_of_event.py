"""Make a row of each kind of event, under its family; events and programmes point to it.

Revision: 0032, after 0031.

On the way down an event of a kind that an office added becomes one of the kind that its family
began with: the older schema knows no other.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TALKS = "delegation_own delegation_partner agenda talking_points joint_statement reciprocity_due_on"
"""What a visit asks for that is no call of ships; all others ask for all of their family."""
KINDS = (
    ("joint_exercise", "Joint exercise", "exercise", "O03:0.5;O01:0.3;O08:0.2"),
    ("joint_operation", "Joint operation", "operation", "O10:0.5;O03:0.5"),
    ("personnel_exchange", "Personnel exchange", "exchange", "O01:0.4;O02:0.3;O05:0.3"),
    ("education_training", "Education and training", "course", "O04:0.6;O05:0.4"),
    ("workshop_seminar", "Workshop or seminar", "workshop", "O04:0.5;O01:0.5"),
    ("official_visit", "Official visit", "visit", "O01:0.7;O08:0.3"),
    ("dialogue_conference", "Dialogue or conference", "dialogue", "O08:0.5;O01:0.3;O06:0.2"),
    ("port_visit", "Port visit", "visit", "O07:0.4;O01:0.3;O02:0.3"),
    ("cultural_event", "Cultural event", "culture", "O02:0.6;O07:0.4"),
    ("ceremony", "Ceremony", "culture", "O07:0.5;O01:0.3;O02:0.2"),
    ("sport_event", "Sport event", "culture", "O02:0.5;O05:0.3;O12:0.2"),
    ("humanitarian_mission", "Humanitarian mission", "humanitarian", "O09:0.6;O07:0.3;O12:0.1"),
    ("peacekeeping", "Peacekeeping", "peacekeeping", "O10:0.6;O03:0.4"),
    ("technology_cooperation", "Technology cooperation", "technology", "O11:0.7;O03:0.3"),
    ("community_outreach", "Community outreach", "outreach", "O07:0.7;O02:0.3"),
    ("media_activity", "Media activity", "media", "O07:0.6;O06:0.4"),
    ("agreement", "Agreement", "agreement", "O01:0.5;O08:0.5"),
)
"""Code, name, family and the objectives that it usually serves, as they are shipped."""
FAMILIES = (
    "exercise",
    "operation",
    "exchange",
    "course",
    "workshop",
    "visit",
    "dialogue",
    "culture",
    "outreach",
    "humanitarian",
    "peacekeeping",
    "technology",
    "media",
    "agreement",
)
CODES = tuple(code for code, *_more in KINDS)
POINTERS = (("event", "kind"), ("programme", "main_kind"))


def listed(codes: tuple[str, ...]) -> str:
    """Return codes as a list of SQL."""
    return ", ".join(map(repr, codes))


def upgrade() -> None:
    """Go up."""
    kind = op.create_table(
        "event_kind",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("is_name_edited", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("position", sa.Integer(), nullable=False, server_default="500"),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("family", sa.String(40), nullable=False),
        sa.Column("asks", sa.Text(), nullable=True),
        sa.CheckConstraint(f"family IN ({listed(FAMILIES)})", name=op.f("ck_event_kind_family")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_event_kind")),
    )
    served = op.create_table(
        "event_kind_objective",
        sa.Column("kind_code", sa.String(40), nullable=False),
        sa.Column("objective_code", sa.String(20), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "weight BETWEEN 0.01 AND 1", name=op.f("ck_event_kind_objective_weight_up_to_1")
        ),
        sa.ForeignKeyConstraint(
            ["kind_code"],
            ["event_kind.code"],
            name=op.f("fk_event_kind_objective_kind_code_event_kind"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "kind_code", "objective_code", name=op.f("pk_event_kind_objective")
        ),
    )
    op.bulk_insert(
        kind,
        [
            {
                "code": code,
                "name": name,
                "family": family,
                "position": 10 * place,
                "asks": TALKS if code == "official_visit" else None,
            }
            for place, (code, name, family, _links) in enumerate(KINDS, 1)
        ],
    )
    op.bulk_insert(
        served,
        [
            {"kind_code": code, "objective_code": objective, "weight": float(weight)}
            for code, _name, _family, links in KINDS
            for objective, _colon, weight in (part.partition(":") for part in links.split(";"))
        ],
    )
    for table, column in POINTERS:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
            batch.create_foreign_key(
                op.f(f"fk_{table}_{column}_event_kind"),
                "event_kind",
                [column],
                ["code"],
                ondelete="RESTRICT",
            )
    op.create_index(op.f("ix_programme_main_kind"), "programme", ["main_kind"])


def downgrade() -> None:
    """Go down."""
    give_back_shipped_kinds()
    op.drop_index(op.f("ix_programme_main_kind"), "programme")
    for table, column in POINTERS:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_{column}_event_kind"), type_="foreignkey")
            batch.create_check_constraint(
                op.f(f"ck_{table}_{column}"), f"{column} IN ({listed(CODES)})"
            )
    op.drop_table("event_kind_objective")
    op.drop_table("event_kind")


def give_back_shipped_kinds() -> None:
    """Give what has a kind of the office's own the one that its family began with."""
    bind = op.get_bind()
    kind = sa.table("event_kind", sa.column("code"), sa.column("family"))
    first = {family: code for code, _name, family, _links in reversed(KINDS)}
    own = bind.execute(sa.select(kind.c.code, kind.c.family).where(kind.c.code.not_in(CODES)))
    for code, family in own.all():
        for table, column in POINTERS:
            rows = sa.table(table, sa.column(column))
            pointing = rows.c[column] == code
            bind.execute(rows.update().where(pointing).values({column: first[family]}))
