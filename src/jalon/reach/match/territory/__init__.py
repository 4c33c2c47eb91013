"""The unlocks of a whole territory."""
