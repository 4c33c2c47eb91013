"""Who lives in the demo territory: people, their households, the named accounts, the agents."""
