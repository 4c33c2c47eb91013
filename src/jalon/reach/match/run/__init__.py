"""A match as a run: its folder, its files, its workers."""
