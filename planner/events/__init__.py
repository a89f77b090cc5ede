"""Every kind of event: partners, attendance, objective links, workflow."""
