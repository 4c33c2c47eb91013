"""The months of a gain in words: what they are made of, and those that change."""
