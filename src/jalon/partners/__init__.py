"""Organisations, their agents, and the places where children are looked after."""
