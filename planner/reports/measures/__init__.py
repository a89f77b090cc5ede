"""What counts: the measures of METRICS as questions to the database."""
