"""Persons, their children, and what their day must respect."""
