"""Make rows of ranks and armed services; people and institutions point to them.

Revision: 0030, after 0029.

What is typed of a person stays as it is; where it names a row, a column beside it says which. A
service of an institution that no shipped row has is kept as a retired row of its own.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

RANKS = (
    ("general", "General"),
    ("lieutenant_general", "Lieutenant General"),
    ("major_general", "Major General"),
    ("brigadier_general", "Brigadier General"),
    ("brigadier", "Brigadier"),
    ("colonel", "Colonel"),
    ("lieutenant_colonel", "Lieutenant Colonel"),
    ("major", "Major"),
    ("captain", "Captain"),
    ("lieutenant", "Lieutenant"),
    ("second_lieutenant", "Second Lieutenant"),
    ("admiral", "Admiral"),
    ("vice_admiral", "Vice Admiral"),
    ("rear_admiral", "Rear Admiral"),
    ("commodore", "Commodore"),
    ("captain_navy", "Captain (navy)"),
    ("commander", "Commander"),
    ("lieutenant_commander", "Lieutenant Commander"),
    ("air_chief_marshal", "Air Chief Marshal"),
    ("air_marshal", "Air Marshal"),
    ("air_vice_marshal", "Air Vice-Marshal"),
    ("air_commodore", "Air Commodore"),
    ("group_captain", "Group Captain"),
    ("wing_commander", "Wing Commander"),
    ("squadron_leader", "Squadron Leader"),
    ("flight_lieutenant", "Flight Lieutenant"),
    ("warrant_officer", "Warrant Officer"),
    ("sergeant_major", "Sergeant Major"),
    ("sergeant", "Sergeant"),
    ("corporal", "Corporal"),
    ("private", "Private"),
    ("civilian", "Civilian"),
)
SERVICES = (
    ("joint", "Joint"),
    ("army", "Army"),
    ("navy", "Navy"),
    ("air", "Air force"),
    ("marines", "Marines"),
    ("coast_guard", "Coast guard"),
)
SHIPPED = {"rank": RANKS, "armed_service": SERVICES}
person = sa.table(
    "person",
    sa.column("rank", sa.String),
    sa.column("rank_code", sa.String),
    sa.column("armed_service", sa.String),
    sa.column("armed_service_code", sa.String),
)
institution = sa.table("institution", sa.column("armed_service", sa.String))


def make_table(name: str) -> sa.Table:
    """Make a reference table with its shipped rows."""
    made = op.create_table(
        name,
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("is_name_edited", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("position", sa.Integer(), nullable=False, server_default="500"),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{name}")),
    )
    places = enumerate(SHIPPED[name], 1)
    op.bulk_insert(made, [{"code": c, "name": n, "position": 10 * at} for at, (c, n) in places])
    return made


def upgrade() -> None:
    """Go up."""
    tables = {name: make_table(name) for name in SHIPPED}
    with op.batch_alter_table("person") as batch:
        for name in SHIPPED:
            column = f"{name}_code"
            batch.add_column(sa.Column(column, sa.String(40), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_person_{column}_{name}"), name, [column], ["code"], ondelete="RESTRICT"
            )
            batch.create_index(op.f(f"ix_person_{column}"), [column])
    for name, shipped in SHIPPED.items():
        for code, words in shipped:
            typed = sa.func.lower(sa.func.trim(person.c[name]))
            names = {words.lower(), code} if name == "armed_service" else {words.lower()}
            named = person.update().where(typed.in_(sorted(names)))
            op.execute(named.values({f"{name}_code": code}))
    point_institutions(tables["armed_service"])


def point_institutions(services: sa.Table) -> None:
    """Let the service of an institution point to a row; none is no text any more."""
    used = institution.c.armed_service
    with op.batch_alter_table("institution") as batch:
        batch.alter_column(
            "armed_service",
            existing_type=sa.String(40),
            nullable=True,
            existing_nullable=False,
        )
    op.execute(institution.update().where(used == "").values(armed_service=None))
    found = op.get_bind().scalars(sa.select(used).where(used.is_not(None)).distinct())
    lost = sorted(set(found) - {code for code, _name in SERVICES})
    retired_at = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [{"code": code, "name": code, "retired_at": retired_at} for code in lost]
    op.bulk_insert(services, rows)
    with op.batch_alter_table("institution") as batch:
        batch.create_foreign_key(
            op.f("fk_institution_armed_service_armed_service"),
            "armed_service",
            ["armed_service"],
            ["code"],
            ondelete="RESTRICT",
        )
        batch.create_index(op.f("ix_institution_armed_service"), ["armed_service"])


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("institution") as batch:
        batch.drop_index(op.f("ix_institution_armed_service"))
        batch.drop_constraint(
            op.f("fk_institution_armed_service_armed_service"), type_="foreignkey"
        )
    none = institution.c.armed_service.is_(None)
    op.execute(institution.update().where(none).values(armed_service=""))
    with op.batch_alter_table("institution") as batch:
        batch.alter_column(
            "armed_service",
            existing_type=sa.String(40),
            nullable=False,
            existing_nullable=True,
        )
    with op.batch_alter_table("person") as batch:
        for name in SHIPPED:
            column = f"{name}_code"
            batch.drop_index(op.f(f"ix_person_{column}"))
            batch.drop_constraint(op.f(f"fk_person_{column}_{name}"), type_="foreignkey")
            batch.drop_column(column)
    for name in SHIPPED:
        op.drop_table(name)
