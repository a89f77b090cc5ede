"""Rapport: plans military-diplomatic engagements and shows whether they served their objectives."""
