"""What `planner check` looks at besides the rows: modes, settings and secrets."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from planner.server.files import mode_of, open_paths, right_mode
from planner.server.hardening import (
    MAKE_A_SECRET,
    SECRETS,
    dangers,
    is_loopback,
    weakness,
)

KEPT = {
    "RAPPORT_SECRET_KEY": ("secret-key", "everybody signs in anew"),
    "RAPPORT_PASSWORD_SALT": (
        "password-salt",
        "everybody needs a new password: planner user reset",
    ),
}
"""The file that keeps a secret when no setting gives it, and what a new secret costs."""


def database_file(url: URL) -> Path | None:
    """Return the file of an SQLite database; None for a server or for memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def mode_faults(folder: Path, database: Path | None) -> list[str]:
    """Return a sentence on each folder and file of the office that others can open."""
    return [
        f"Others have rights to {path} (mode {mode_of(path)}): chmod {right_mode(path):o} {path}."
        for path in open_paths(folder, database)
    ]


def kept_secret_faults(settings: Mapping[str, Any]) -> list[str]:
    """Return a sentence on each secret in the instance folder that could be guessed."""
    found = []
    for name in SECRETS:
        file_name, cost = KEPT[name]
        path = settings["INSTANCE"] / file_name
        if settings[name] or not path.is_file():
            continue
        if wrong := weakness(path.read_text().strip()):
            found.append(
                f"The secret in {path} can be guessed, since it {wrong}: put one there made with "
                f"{MAKE_A_SECRET} ({cost})."
            )
    key, salt = (settings["INSTANCE"] / KEPT[name][0] for name in SECRETS)
    if key.is_file() and salt.is_file() and key.read_text().strip() == salt.read_text().strip():
        found.append(f"{key} and {salt} hold the same secret: make the first new.")
    return found


def setting_faults(settings: Mapping[str, Any]) -> list[str]:
    """Return a sentence on each setting that sends passwords unencrypted, or can be guessed."""
    found = dangers(settings)
    is_served_openly = not is_loopback(settings["RAPPORT_HOST"])
    if is_served_openly and not settings["RAPPORT_BASE_URL"].startswith("https://"):
        found.append(
            f"RAPPORT_HOST is {settings['RAPPORT_HOST']}, so that other machines connect "
            "unencrypted: leave it at 127.0.0.1 behind a TLS proxy, and give the proxy's address "
            "in RAPPORT_BASE_URL, as in https://rapport.example."
        )
    mails_openly = settings["RAPPORT_SMTP_TLS"] == "no" and settings["RAPPORT_SMTP_HOST"]
    if mails_openly and not is_loopback(settings["RAPPORT_SMTP_HOST"]):
        found.append(
            "RAPPORT_SMTP_TLS is no, so that links to new passwords cross the network "
            "unencrypted: set it to yes."
        )
    return found


def deployment_faults(settings: Mapping[str, Any], url: URL) -> list[str]:
    """Return what is wrong with modes, settings and secrets, a sentence each."""
    return (
        mode_faults(settings["INSTANCE"], database_file(url))
        + setting_faults(settings)
        + kept_secret_faults(settings)
    )
