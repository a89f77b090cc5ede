"""The columns of an event that its plan writes."""

COLUMNS = (
    "title",
    "kind",
    "summary",
    "programme_id",
    "edition",
    "date_precision",
    "starts_on",
    "ends_on",
    "start_time",
    "end_time",
    "zone",
    "travel_days_before",
    "travel_days_after",
    "modality",
    "host_code",
    "lead_code",
    "participants_planned",
    "planned_cost",
    "currency",
    "benefit_own",
    "benefit_partner",
    "marking",
    "releasable_to",
    "owner_id",
)
TAKEN_OVER = ("source_note",)
"""Columns that only the beginning of an event writes."""
