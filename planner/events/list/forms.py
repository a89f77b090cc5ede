"""The form of the list: a change of state for many."""
