"""How Rapport is served and deployed."""
