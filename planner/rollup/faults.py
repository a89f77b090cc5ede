"""Finds where the rollup is out of step with the events."""

from planner.db import db
from planner.rollup.writing import cells_amiss, out_of_step


def rollup_faults() -> list[str]:
    """Return a sentence when the rollup is not what the events would make it."""
    connection = db.session.connection()
    number = len(out_of_step(connection)) + len(cells_amiss(connection))
    if not number:
        return []
    return [
        f"The rollup is out of step with the events in {number} places: planner rollup rebuild."
    ]
