"""The day to show."""
