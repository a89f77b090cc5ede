"""The sample data: real public events, and how they become a demo office."""
