"""Closed periods, and what their reports held when they were closed."""
