"""Stored answers of the engines: who can hold which workplace, kept by a worker, read by pages."""
