"""The page of one event, and what is kept beside its plan."""
