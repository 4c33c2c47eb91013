"""Persons, their children, what their day must respect, and who may read their file."""
