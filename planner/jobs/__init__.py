"""Long work: what outlasts a request, with its owner, progress and result."""
