"""What is written down of work that has ended: its file, or the fault."""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from planner import clock
from planner.jobs.registry import MadeFile, rights_of
from planner.viewers import Viewer


def fault_words(job_id: int) -> str:
    """Return the sentence for a fault of the product."""
    return str(
        _(
            "It stopped because of a fault in Rapport, each time it was tried. Start it again; if "
            "it stops once more, tell who runs Rapport the number %(number)s.",
            number=job_id,
        )
    )


def file_columns(file: MadeFile, owner: Viewer) -> dict[str, Any]:
    """Return the columns that tell of a file."""
    hours = int(current_app.config["RAPPORT_RESULT_HOURS"])
    return {
        "file_name": file.name,
        "file_mime": file.mime,
        "file_filter": file.filter,
        "file_rows": file.rows,
        "made_for": rights_of(owner),
        "kept_until": clock.now() + timedelta(hours=hours),
    }
