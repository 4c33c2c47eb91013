"""How late one may leave, and by what."""
