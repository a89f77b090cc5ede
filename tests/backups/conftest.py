"""Offices to save and to restore, on either database."""

from tests.troubles.conftest import (  # noqa: F401 - pytest finds them here
    office,
    postgres_office,
    postgresql_pattern,
    sqlite_office,
    sqlite_pattern,
)
