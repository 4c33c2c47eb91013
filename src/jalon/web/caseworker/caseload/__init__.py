"""The list of the agent's files."""
