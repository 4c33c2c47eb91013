"""The person's offers: the list, one offer, and why not."""
