"""What the person says of themselves."""
