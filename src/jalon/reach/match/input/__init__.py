"""What is matched, as arrays: people, offers, and offers whose shifts are moved."""
