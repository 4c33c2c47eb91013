"""Jalon, the open-source software of a département's public insertion service."""

__version__ = "0.1.0"
