"""One file per report: a select, frozen rows, a table."""
