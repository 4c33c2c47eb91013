"""What the compiler of facts takes from a real feed: trips, main patterns, days of rest."""
