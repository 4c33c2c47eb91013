"""The match: all people against all offers."""
