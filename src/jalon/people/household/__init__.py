"""What a person says of their household, and the household that the engine is asked about."""
