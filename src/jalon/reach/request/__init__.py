"""The question of the command contract, checked."""
