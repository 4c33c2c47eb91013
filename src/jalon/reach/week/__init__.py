"""Does the week hold: solved, judged, places chosen."""
