"""Organisations and the places they run; for now, the places where children are looked after."""
