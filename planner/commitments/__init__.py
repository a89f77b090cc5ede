"""What partners and we promised one another, beside the follow-ups of events."""
