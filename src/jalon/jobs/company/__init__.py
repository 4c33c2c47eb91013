"""Firms and their offers: what everybody may read."""
