"""The answer, and its JSON."""
