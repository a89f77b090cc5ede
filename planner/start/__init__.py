"""First steps: from an empty office to the first number of coverage."""
