"""`python -m planner.benchmark.worker`: what one worker has in memory after a day's work.

It runs in a process of its own: the one that measures has built an office as well.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from flask import Flask

from planner.server.files import keep_to_owner

KIB = 1024


def most_used() -> float:
    """Return the MiB that this process had at most; of a child, getrusage tells its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return float(status.read_text().partition("VmHWM:")[2].split()[0]) / KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB


def worked(told: dict[str, Any]) -> float:
    """Return the memory of the product after it has answered every address."""
    from planner.app import create_app

    app = create_app(told["settings"] | {"RATELIMIT_ENABLED": False})
    client = signed_in(app, told["key"])
    for address in told["addresses"] * 2:
        client.get(address)
    return most_used()


def bare() -> float:
    """Return the memory of a worker with the least in it: Flask, SQLAlchemy, one answer."""
    from sqlalchemy import create_engine, text
    from sqlalchemy.orm import Session

    app = Flask("bare")

    @app.get("/")
    def answer() -> str:
        with Session(create_engine("sqlite://")) as session:
            return str(session.execute(text("SELECT 1")).scalar_one())

    app.test_client().get("/")
    return most_used()


def signed_in(app: Flask, key: str) -> Any:
    """Return a client with an open session."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = key
        session["_fresh"] = True
    return client


def memory_of(told: dict[str, Any]) -> float:
    """Start a worker, hand it what it needs and return its memory in MiB."""
    command = [sys.executable, "-m", "planner.benchmark.worker"]
    done = subprocess.run(  # noqa: S603 - this very module
        command, input=json.dumps(told), capture_output=True, text=True, check=True
    )
    found: float = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Read what to do, do it, and print the memory."""
    keep_to_owner()
    told = json.load(sys.stdin)
    sys.stdout.write(json.dumps(worked(told) if told else bare()) + "\n")


if __name__ == "__main__":
    main()
