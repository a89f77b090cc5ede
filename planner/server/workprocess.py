"""The server's own process for long work and mails: one for all its processes.

Each process that answers requests tries for a lock that ends with its holder; who has it keeps
`planner work` running. So another takes over when it ends, whatever ended it.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, ClassVar

PAUSES = (0.0, 5.0, 30.0, 60.0)
"""Seconds between the end of the process and its next start; short lives make them longer."""
LONG_LIFE = 300.0
"""Seconds after which a process counts as one that had started well."""
FOLDER = Path(__file__).parent.parent.parent


class WorkProcess:
    """Keeps one `planner work` running for all processes of a server."""

    lock: ClassVar[Any] = None
    """A file that the processes inherit; a lock on it is one process's own (POSIX)."""
    settings: Mapping[str, Any] | None = None

    def __init__(self) -> None:
        if WorkProcess.lock is None:
            WorkProcess.lock = TemporaryFile()  # noqa: SIM115 - it lives as long as the server
        self.process: subprocess.Popen[bytes] | None = None
        self.is_chosen = False
        self.starts = 0
        self.next_at = self.started_at = 0.0

    def look_after(self, now: float) -> None:
        """Start the process where it is this one's turn and it does not run."""
        if not self.is_wanted() or not self.is_mine():
            return
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.note_end(now)
        if now >= self.next_at:
            self.start(now)

    def is_wanted(self) -> bool:
        """Say whether what is served is Rapport, and it is to work by itself."""
        return self.settings is not None and self.settings.get("RAPPORT_WORK") == "yes"

    def is_mine(self) -> bool:
        """Say whether it falls to this process to keep the work running."""
        if not self.is_chosen:
            with suppress(OSError):
                fcntl.lockf(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.is_chosen = True
        return self.is_chosen

    def note_end(self, now: float) -> None:
        """Wait before the next start, longer after each short life."""
        self.starts = 0 if now - self.started_at > LONG_LIFE else self.starts + 1
        self.next_at = now + PAUSES[min(self.starts, len(PAUSES) - 1)]
        self.process = None

    def start(self, now: float) -> None:
        """Start the process with the settings of this one."""
        settings = self.settings or {}
        command = [sys.executable, "-m", "planner.cli", "work", "--parent", str(os.getpid())]
        instance = {"RAPPORT_INSTANCE": str(settings["INSTANCE"])}
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=FOLDER, env={**os.environ, **instance}, stdin=subprocess.DEVNULL
        )
        self.started_at = now

    def tell_to_stop(self) -> None:
        """Let the process end after the step under way."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait for its end; whoever is slower is left behind and ends by itself."""
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
