"""The web edge: forms, access, error pages, navigation and filters."""
