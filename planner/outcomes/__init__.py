"""Outcomes, follow-ups, after-action reports, lessons and media items."""
