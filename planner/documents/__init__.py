"""Documents that leave the office: slides and papers of what reports and pages tell."""
