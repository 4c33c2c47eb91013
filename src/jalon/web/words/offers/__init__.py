"""What is said of an offer itself."""
