"""What is missing, each with its next step."""
