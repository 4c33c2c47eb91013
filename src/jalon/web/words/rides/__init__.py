"""Rides that promise no minute, are booked, or go on as another line."""
