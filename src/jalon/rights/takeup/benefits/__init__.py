"""The rules of each benefit."""
