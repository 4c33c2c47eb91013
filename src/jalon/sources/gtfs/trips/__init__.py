"""Trips and their calls, as stop_times.txt or frequencies.txt give them."""
