"""What `planner check` finds wrong with what was kept of closed periods."""

from hashlib import sha256

from planner.snapshots.queries import every_file


def snapshot_faults() -> list[str]:
    """Return a sentence for each kept file whose octets are not those that were kept."""
    return [
        f"{name} of closed period {period} is not as it was kept: take it from a backup."
        for period, name, size, noted, octets in every_file()
        if len(octets) != size or sha256(octets).hexdigest() != noted
    ]
