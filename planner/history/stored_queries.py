"""What a row holds in the database, of which not all is in memory."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Mapper


def stored_values(
    connection: Connection, mapper: Mapper[Any], key: Sequence[Any], names: Sequence[str]
) -> dict[str, Any]:
    """Return attributes of a row by its key, whoever may see it; none of one that is gone."""
    same = [column == part for column, part in zip(mapper.primary_key, key, strict=True)]
    asked = select(*(mapper.columns[name] for name in names)).where(*same)
    found = connection.execute(asked).first()
    return {} if found is None else dict(zip(names, found, strict=True))
