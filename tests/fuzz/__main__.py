"""`python -m tests.fuzz --requests 200000`: many more spoiled requests than the suite sends."""

import argparse
import logging
import sys
import tempfile
from time import process_time

from flask_migrate import upgrade

from planner.app import create_app
from planner.db import db
from planner.viewers import EVERYTHING
from tests.fuzz.running import Run, watched

BATCH = 2000


def main() -> int:
    """Send the requests to an office of its own; return 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000, help="how many to send")
    parser.add_argument("--seed", type=int, default=1, help="other requests for another number")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            {
                "RAPPORT_INSTANCE": folder,
                "TESTING": True,
                "WTF_CSRF_ENABLED": False,
                "RATELIMIT_ENABLED": False,
            }
        )
        logging.getLogger("planner").handlers = []
        logging.getLogger("alembic").setLevel(logging.WARNING)
        with app.app_context():
            upgrade(directory="migrations")
            db.session.info["viewer"] = EVERYTHING
            return fuzz(app, asked.requests, asked.seed)


def fuzz(app, requests: int, first: int) -> int:
    """Send the requests batch by batch, telling how far it is and what was found."""
    with watched(app) as office:
        run = Run(office)
        number, told = first, 0
        while run.sent < requests:
            run.batch(min(BATCH, requests - run.sent), number)
            number += 1
            lines = run.report().splitlines()
            print(*lines[told:], sep="\n", end="\n" if lines[told:] else "")
            told = len(lines)
            print(
                f"{run.sent} requests, {len(run.wrong)} faults, {process_time():.0f} s", flush=True
            )
        print(f"answers: {dict(sorted(office.statuses.items()))}")
        print(run.report() or "Nothing was wrong.")
        return 1 if run.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
