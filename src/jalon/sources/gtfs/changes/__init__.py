"""Changes between rides: by stop, by line and trip, without leaving one's seat, by pathways."""
