"""The benchmark: the product's pages beside the least that the machine could do."""
