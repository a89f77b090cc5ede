"""The base form of a table of rows, each with its own few fields."""

from typing import Any

from planner.web.known_rows import KnownRows
from planner.web.versioned_forms import VersionedForm


class RowsForm(KnownRows, VersionedForm):
    """A table of rows, each with its own few fields; its shape has them as `rows`."""

    key_name = "key"
    """What a row of the shape calls its key."""
    parts: tuple[str, ...] = ()
    keys: tuple[Any, ...] = ()

    @property
    def rows(self) -> list[tuple[Any, dict[str, Any]]]:
        """Return each row's key and its fields by part."""
        return [(key, {part: self[f"{part}_{key}"] for part in self.parts}) for key in self.keys]

    def row_of(self, name: str) -> str | None:
        """Return the key of the row that a field belongs to."""
        return next((name[len(p) + 1 :] for p in self.parts if name.startswith(f"{p}_")), None)

    @property
    def values(self) -> dict[str, Any]:
        """Return what was typed, by row."""
        return {
            "rows": [
                {self.key_name: key} | {part: field.data for part, field in fields.items()}
                for key, fields in self.rows
            ]
        }

    def field_at(self, path: str) -> Any:
        """Return the field of a row's part."""
        part, number, name = (*path.split("."), "", "")[:3]
        key = self.keys[int(number)] if part == "rows" and number else ""
        return super().field_at(f"{name}_{key}")
