"""Plans, lines of effort, objectives, indicators and requirements."""
