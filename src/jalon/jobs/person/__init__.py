"""Offers in one person's week, behind the wall: theirs alone, shown to nobody else."""
