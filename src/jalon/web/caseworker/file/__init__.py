"""The first page of a file."""
