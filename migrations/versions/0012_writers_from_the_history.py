"""Fill in who wrote at drafts, outcomes and values, as far as the history tells.

Revision: 0012, after 0011.
"""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

HISTORY = sa.table(
    "history_entry",
    *(sa.column(name) for name in ("id", "at", "by_id", "verb", "subject_kind", "subject_id")),
    sa.column("event_id"),
    sa.column("changes", sa.JSON()),
)
TRANSITION = sa.table("transition", sa.column("event_id"), sa.column("to_state"), sa.column("at"))
OF_EVENTS = {"event", "place", "event_nation", "objective_link"}
EVENT_FIELDS = {
    "title",
    "kind",
    "starts_on",
    "ends_on",
    "date_precision",
    "start_time",
    "end_time",
    "zone",
    "modality",
    "host_code",
    "lead_code",
    "planned_cost",
    "currency",
}
PART_FIELDS = {"headcount_planned", "headcount_actual"}
VERIFYING = {"verified_by_id", "verified_at", "verification_source"}


def upgrade() -> None:
    """Read the history once and write the keys of each row's writers."""
    connection = op.get_bind()
    approved = dict(
        connection.execute(
            sa.select(TRANSITION.c.event_id, sa.func.max(TRANSITION.c.at))
            .where(TRANSITION.c.to_state == "approved")
            .group_by(TRANSITION.c.event_id)
        ).all()
    )
    writers = defaultdict(set)
    kinds = OF_EVENTS | {"outcome", "indicator_update"}
    wanted = sa.select(HISTORY).where(
        HISTORY.c.by_id.is_not(None),
        HISTORY.c.subject_kind.in_(sorted(kinds)),
        HISTORY.c.verb.in_(["added", "changed", "deleted"]),
    )
    for entry in connection.execute(wanted).mappings():
        if (row := written(entry, approved)) is not None:
            writers[row].add(entry["by_id"])
    for (table, key), user_ids in writers.items():
        rows = sa.table(table, sa.column("id"), sa.column("writer_ids"))
        kept = " ".join(str(user_id) for user_id in sorted(user_ids))
        connection.execute(sa.update(rows).where(rows.c.id == key).values(writer_ids=f" {kept} "))


def written(entry, approved):
    """Return the table and key of the row that an entry shows somebody writing, or None."""
    kind, fields = entry["subject_kind"], set(entry["changes"] or ())
    if kind not in OF_EVENTS:
        return (kind, int(entry["subject_id"])) if fields - VERIFYING else None
    before = approved.get(entry["event_id"])
    is_old = before is not None and str(entry["at"]) <= str(before)
    is_material = fields & EVENT_FIELDS if kind == "event" else fields - PART_FIELDS
    if entry["event_id"] is None or is_old or not is_material:
        return None
    return "event", entry["event_id"]


def downgrade() -> None:
    """Leave the columns: the migration before this one drops them."""
