"""The rows behind a number that no event list can open."""
