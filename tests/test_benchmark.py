"""The benchmark runs to its end: a command that nobody starts for weeks breaks in silence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.no_database
def test_the_benchmark_measures_each_operation_beside_its_limit(tmp_path):
    told = tmp_path / "figures.json"
    command = [sys.executable, "-m", "planner.benchmark", "--events", "100", "--json", str(told)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(told.read_text())
    operations = {figure["operation"] for figure in figures}
    assert {"saving an event", "feed, cold", "coverage page of one year"} <= operations
    assert all(figure["operation"] in done.stdout for figure in figures)
