"""Full-text search over events, people, organisations, outcomes and follow-ups."""
