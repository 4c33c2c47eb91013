"""Entering and leaving."""
