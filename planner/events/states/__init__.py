"""The states of an event: moves, gates, guards, and what may be done when."""
