"""What the engine is asked: a household, offers, and their checks."""
