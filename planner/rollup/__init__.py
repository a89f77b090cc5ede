"""Counts of events by month, objective and nation, kept by whoever writes an event."""
