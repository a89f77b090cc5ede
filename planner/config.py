"""Settings: the declared list of RAPPORT_* variables, their defaults and what is required."""

import os
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from sqlalchemy.engine import make_url

from planner.server.files import FILE_MODE, private_folder
from planner.server.hardening import dangers, is_web_address

LARGEST_BODY = 8 * 1024 * 1024
"""Bytes that a request may carry, unless its form takes files."""
MOST_MIB = 2047
"""MiB of the largest document whose octets a column for whole numbers counts."""


class SettingsError(Exception):
    """A setting is missing or unreadable; the message says which and how to give it."""


@dataclass(frozen=True)
class Setting:
    """One environment variable that Rapport reads."""

    name: str
    default: str
    meaning: str
    is_secret: bool = False


SETTINGS = (
    Setting("RAPPORT_INSTANCE", "instance", "folder of the embedded database and the secrets"),
    Setting("RAPPORT_ENV", "embedded", "embedded (one office, SQLite) or production"),
    Setting("RAPPORT_DATABASE_URL", "", "database; default is SQLite in the instance folder", True),
    Setting("RAPPORT_SECRET_KEY", "", "signs sessions; required in production", True),
    Setting(
        "RAPPORT_PASSWORD_SALT", "", "salts passwords and tokens; required in production", True
    ),
    Setting("RAPPORT_BASE_URL", "", "public address, as in https://rapport.example"),
    Setting("RAPPORT_HOST", "127.0.0.1", "address that `planner serve` and the demo listen on"),
    Setting("RAPPORT_LOCALE", "en", "language of the pages"),
    Setting("RAPPORT_TIME_ZONE", "UTC", "IANA zone of the office: its days, and moments as shown"),
    Setting("RAPPORT_SMTP_HOST", "", "mail server; without it an administrator resets passwords"),
    Setting("RAPPORT_SMTP_PORT", "25", "port of the mail server"),
    Setting("RAPPORT_SMTP_USER", "", "sign-in at the mail server"),
    Setting("RAPPORT_SMTP_PASSWORD", "", "password at the mail server", True),
    Setting("RAPPORT_SMTP_TLS", "yes", "yes: STARTTLS with the mail server"),
    Setting("RAPPORT_MAIL_FROM", "rapport@localhost", "sender of mails"),
    Setting(
        "RAPPORT_MAIL_MARKING",
        "official",
        "up to which marking reports go along with a mail: public, official or all; others stay "
        "in Rapport, and the mail leads there",
    ),
    Setting("RAPPORT_MAIL_MIB", "10", "MiB of the files of one mail; larger ones stay in Rapport"),
    Setting("RAPPORT_IDLE_MINUTES", "60", "minutes without a request until sign-out"),
    Setting("RAPPORT_SESSION_HOURS", "12", "hours until sign-out whatever happens"),
    Setting(
        "RAPPORT_SIGN_IN_TRIES", "5", "wrong tries by one name from one address until waits begin"
    ),
    Setting("RAPPORT_SIGN_IN_WAIT_MINUTES", "15", "minutes that the longest of these waits takes"),
    Setting("RAPPORT_RATELIMIT_STORAGE", "memory://", "where request counts are kept"),
    Setting("RAPPORT_TRUSTED_PROXIES", "0", "number of reverse proxies in front"),
    Setting("RAPPORT_FEED_MONTHS_BACK", "6", "months of past events in a calendar feed"),
    Setting("RAPPORT_FEED_MONTHS_AHEAD", "24", "months of future events in a calendar feed"),
    Setting("RAPPORT_FEED_COMPRESSION", "yes", "yes: compress feeds when the client asks"),
    Setting(
        "RAPPORT_CALENDAR_SENSITIVE",
        "busy",
        "what calendar feeds and files tell of events above OFFICIAL: busy, title or all",
    ),
    Setting("RAPPORT_WORK", "yes", "yes: the server does long work and sends mails by itself"),
    Setting("RAPPORT_RESULT_HOURS", "24", "hours that a file made by long work is kept"),
    Setting(
        "RAPPORT_FILES",
        "",
        "where attachments lie: a folder, or a store such as s3://bucket/rapport; default is "
        "attachments in the instance folder",
        True,
    ),
    Setting("RAPPORT_FILE_MIB", "25", "MiB that one attachment may have"),
    Setting("RAPPORT_UPLOAD_MIB", "50", "MiB of all attachments that are sent at once"),
    Setting("RAPPORT_FILES_MIB", "10240", "MiB of all attachments of the office together"),
    Setting(
        "RAPPORT_SCANNER",
        "",
        "command of a virus scanner, as in “clamdscan --fdpass --no-summary”: it gets the path, "
        "and exit code 1 refuses the file",
    ),
    Setting("RAPPORT_SCANNER_SECONDS", "60", "seconds that the virus scanner may take"),
    Setting("RAPPORT_LOG_LEVEL", "INFO", "least severe log lines that are written"),
)

RETIRED = {
    "RAPPORT_LOCKOUT_TRIES": "names are not locked any more; RAPPORT_SIGN_IN_TRIES says how many "
    "wrong tries pass before waits begin",
    "RAPPORT_LOCKOUT_MINUTES": "names are not locked any more; RAPPORT_SIGN_IN_WAIT_MINUTES says "
    "how long the longest wait is",
}
"""Settings of earlier versions, and what to do about each."""

REQUIRED_IN_PRODUCTION = (
    "RAPPORT_DATABASE_URL",
    "RAPPORT_SECRET_KEY",
    "RAPPORT_PASSWORD_SALT",
    "RAPPORT_BASE_URL",
)

MAILS_CARRY = ("public", "official", "all")
"""What RAPPORT_MAIL_MARKING may be, from the least to the most."""
CALENDARS_TELL = ("busy", "title", "all")
"""What RAPPORT_CALENDAR_SENSITIVE may be, from the least to the most."""
LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}


def check_readable(settings: Mapping[str, str]) -> None:
    """Raise SettingsError for the first setting whose value cannot be read."""
    for setting in SETTINGS:
        value = settings[setting.name]
        if setting.default.isdigit() and not value.isdigit():
            raise SettingsError(f"{setting.name} must be a whole number, not “{value}”.")
        if setting.default == "yes" and value not in {"yes", "no"}:
            raise SettingsError(f"{setting.name} must be “yes” or “no”, not “{value}”.")
    check_choices(settings)
    if (url := settings["RAPPORT_BASE_URL"]) and not is_web_address(url):
        raise SettingsError(
            f"RAPPORT_BASE_URL must be an address that starts with https://, unlike “{url}”."
        )
    for name, read, what in (
        ("RAPPORT_TIME_ZONE", ZoneInfo, "an IANA time zone, as in Europe/Paris"),
        ("RAPPORT_LOCALE", Locale.parse, "a language, as in en or fr"),
    ):
        try:
            read(settings[name])
        except (LookupError, ValueError, UnknownLocaleError) as error:
            raise SettingsError(f"{name} must be {what}, not “{settings[name]}”.") from error
    check_files(settings)
    if settings["RAPPORT_DATABASE_URL"]:
        check_database_url(settings["RAPPORT_DATABASE_URL"])


def check_choices(settings: Mapping[str, str]) -> None:
    """Raise SettingsError for a setting that names none of its choices."""
    if (level := settings["RAPPORT_LOG_LEVEL"]) not in LOG_LEVELS:
        raise SettingsError(f"RAPPORT_LOG_LEVEL must be INFO, WARNING or ERROR, not “{level}”.")
    if (told := settings["RAPPORT_CALENDAR_SENSITIVE"]) not in CALENDARS_TELL:
        raise SettingsError(
            f"RAPPORT_CALENDAR_SENSITIVE must be “busy”, “title” or “all”, not “{told}”."
        )
    if (carried := settings["RAPPORT_MAIL_MARKING"]) not in MAILS_CARRY:
        raise SettingsError(
            f"RAPPORT_MAIL_MARKING must be “public”, “official” or “all”, not “{carried}”."
        )


def check_files(settings: Mapping[str, str]) -> None:
    """Raise SettingsError for limits of nothing, and for a scanner that is no command."""
    for name in ("RAPPORT_FILE_MIB", "RAPPORT_UPLOAD_MIB", "RAPPORT_SCANNER_SECONDS"):
        if not 0 < int(settings[name]) <= MOST_MIB:
            raise SettingsError(f"{name} must be a number from 1 to {MOST_MIB}.")
    try:
        shlex.split(settings["RAPPORT_SCANNER"])
    except ValueError as error:
        raise SettingsError(
            "RAPPORT_SCANNER cannot be read as a command: a quotation mark is not closed."
        ) from error


def check_database_url(url: str) -> None:
    """Raise SettingsError unless SQLAlchemy and an installed driver can read the address."""
    try:
        make_url(url).get_dialect().import_dbapi()
    except Exception as error:  # its password must not be shown
        raise SettingsError(
            "RAPPORT_DATABASE_URL cannot be read; it looks like "
            "postgresql+psycopg://user:password@host/database."
        ) from error


def read_settings(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return every declared setting.

    Raises SettingsError for one that is missing in production, unknown, or unreadable.
    """
    known = {setting.name for setting in SETTINGS}
    settings = {
        setting.name: environment.get(setting.name, setting.default) for setting in SETTINGS
    }
    for name in environment:
        if name in RETIRED:
            raise SettingsError(f"{name} is no setting any more: {RETIRED[name]}.")
        if name.startswith("RAPPORT_") and name not in known:
            raise SettingsError(f"{name} is not a setting of Rapport; see the table in README.md.")
    if settings["RAPPORT_ENV"] not in {"embedded", "production"}:
        raise SettingsError("RAPPORT_ENV must be “embedded” or “production”.")
    if settings["RAPPORT_ENV"] == "production":
        for name in REQUIRED_IN_PRODUCTION:
            if not settings[name]:
                raise SettingsError(
                    f"{name} is not set: give it in the environment, as in {name}=… "
                    "(README.md, “Configuration”)."
                )
    check_readable(settings)
    if settings["RAPPORT_ENV"] == "production":
        for danger in dangers(settings):
            raise SettingsError(danger)
    return settings


def largest_upload(settings: Mapping[str, str]) -> int:
    """Return the bytes that a request may carry whose form takes files: they, and a form."""
    return int(settings["RAPPORT_UPLOAD_MIB"]) * 1024 * 1024 + LARGEST_BODY


def kept_secret(folder: Path, name: str) -> str:
    """Return the secret kept in the instance folder; make it, mode 600, when there is none."""
    path = private_folder(folder) / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


def flask_settings(settings: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings in the names that Flask and its extensions read."""
    folder = Path(settings["RAPPORT_INSTANCE"]).absolute()
    is_production = settings["RAPPORT_ENV"] == "production"
    is_private = settings["RAPPORT_BASE_URL"].startswith("https://")
    url = settings["RAPPORT_DATABASE_URL"] or f"sqlite:///{folder / 'rapport.sqlite'}"
    return {
        **settings,
        "INSTANCE": folder,
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_pre_ping": not url.startswith("sqlite"),
            "hide_parameters": True,
        },
        "SECRET_KEY": settings["RAPPORT_SECRET_KEY"] or kept_secret(folder, "secret-key"),
        "SECURITY_PASSWORD_SALT": settings["RAPPORT_PASSWORD_SALT"]
        or kept_secret(folder, "password-salt"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_private,
        "SESSION_COOKIE_NAME": "__Host-rapport" if is_private else "rapport",
        "BABEL_DEFAULT_LOCALE": settings["RAPPORT_LOCALE"],
        "BABEL_DEFAULT_TIMEZONE": settings["RAPPORT_TIME_ZONE"],
        "RATELIMIT_STORAGE_URI": settings["RAPPORT_RATELIMIT_STORAGE"],
        "MAX_CONTENT_LENGTH": LARGEST_BODY,
        "LARGEST_UPLOAD": largest_upload(settings),
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "WTF_CSRF_TIME_LIMIT": None,
        "IS_PRODUCTION": is_production,
    }
