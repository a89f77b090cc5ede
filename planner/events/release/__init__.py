"""What a partner may read of events."""
