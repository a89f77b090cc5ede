"""Files for their owner alone: folders are made 700, files 600, whatever the shell's umask."""

import os
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
MADE = (
    "rapport.sqlite*",
    "rapport-replaced-*",
    "waiting-history.jsonl",
    "secret-key",
    "password-salt",
    "demo-sign-ins.txt",
    "server.log",
    "waiting-history.jsonl",
    "rapport-replaced-*.sqlite",
    "setup.log",
    "attachments",
    "attachments/*",
    "attachments/*/*",
)
"""What Rapport makes in the instance folder, as patterns of names."""


def keep_to_owner() -> None:
    """Let this process and those that it starts make nothing that others can open.

    Every door calls it first: the commands, the server and the benchmark.
    """
    os.umask(0o077)


def private_folder(folder: Path) -> Path:
    """Return the folder; make it, and what is above it, mode 700, when there is none."""
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return folder


def private_file(path: Path) -> Path:
    """Return the file; make it, empty and mode 600, when there is none and its folder is there."""
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
    return path


def right_mode(path: Path) -> int:
    """Return the mode that a path should have."""
    return FOLDER_MODE if path.is_dir() else FILE_MODE


def is_open(path: Path) -> bool:
    """Say whether anyone but its owner has a right to a path."""
    return bool(path.stat().st_mode & 0o077)


def mode_of(path: Path) -> str:
    """Return the mode of a path as `chmod` reads it, 644 for instance."""
    return f"{path.stat().st_mode & 0o777:o}"


def office_paths(folder: Path, database: Path | None) -> list[Path]:
    """Return the instance folder, what is in it, and the database with its side files."""
    inside = sorted(folder.rglob("*")) if folder.is_dir() else []
    beside = sorted(database.parent.glob(f"{database.name}*")) if database else []
    known = dict.fromkeys([folder, *inside, *beside])
    return [path for path in known if path.exists() and not path.is_symlink()]


def open_paths(folder: Path, database: Path | None) -> list[Path]:
    """Return what of an office others can open."""
    return [path for path in office_paths(folder, database) if is_open(path)]


def close_to_others(folder: Path, database: Path | None) -> list[Path]:
    """Take the rights of others from what Rapport made; return what was open.

    Files of another owner stay as they are; `planner check` names them.
    """
    made = [path for pattern in MADE for path in folder.glob(pattern)]
    beside = list(database.parent.glob(f"{database.name}*")) if database else []
    closed = []
    for path in dict.fromkeys([folder, *made, *beside]):
        if path.exists() and is_open(path):
            with suppress(PermissionError):
                path.chmod(right_mode(path))
                closed.append(path)
    return closed
