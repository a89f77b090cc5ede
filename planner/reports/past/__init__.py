"""Reports as of a past day: the office as the history tells that it was."""
