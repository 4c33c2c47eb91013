"""Pages of the person who looks for work."""
