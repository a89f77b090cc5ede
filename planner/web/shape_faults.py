"""The faults of a shape beside the fields that have them."""

from typing import Any

from planner.shapes.base import Misfit


def put_on_fields(form: Any, misfit: Misfit) -> None:
    """Put each fault beside its field; what has no field here stands above the form."""
    for path, words in misfit.faults.items():
        field = form.field_at(path)
        if field is None:
            form.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]
