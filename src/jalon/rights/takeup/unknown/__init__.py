"""What is not known of a household, and the worlds that it may be in."""
