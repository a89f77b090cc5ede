"""Full-text search over every kind of row that has words."""
