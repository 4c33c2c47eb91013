"""Accounts: who enters, by which means, with which second factor, and for how long.

It knows users alone: whose account it is, is said by the rooms above.
"""
