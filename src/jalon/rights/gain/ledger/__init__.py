"""A year in which every figure can be opened."""
