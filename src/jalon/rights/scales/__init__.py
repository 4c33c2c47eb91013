"""Dated scales: a YAML file a subject; every value has its first month, its source, its check."""
