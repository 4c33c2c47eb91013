"""What a block of people and offers costs in travel."""
