"""Who follows the person, and who opened their file."""
