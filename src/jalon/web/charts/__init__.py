"""Days and years drawn: ribbons, bars, steps, and their tables."""
