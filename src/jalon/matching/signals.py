"""What rooms above may want to hear of this one."""

from django.dispatch import Signal

days_refreshed = Signal()
"""Sent with `shard` once the days of some of its people, or all, are answered anew."""
