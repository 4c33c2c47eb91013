"""Companies and associations that ask for an account."""
