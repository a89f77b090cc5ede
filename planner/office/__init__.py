"""What an office sets for itself: its year, its days of grace, what it calls a risk."""
