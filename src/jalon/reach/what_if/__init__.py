"""What single change would make an offer hold."""
