"""What work costs: child care and travel. Pure functions of a household, a job and dated scales."""
