"""What is written down of an event: its form, its kind's fields, quick log and copies."""
