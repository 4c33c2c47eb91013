"""Companies, offers, and which offers a person can hold."""
