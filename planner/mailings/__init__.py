"""Reports by mail: made anew for each colleague, with the colleague's rights, and kept as sent."""
