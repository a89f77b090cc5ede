"""Reports as pictures: what stands in their tables, made into shapes that are drawn."""
