"""Sorts of answers: how each is computed and written. What is due is said by `actions/refresh`."""
