"""One folder for each outside format; each gives typed rows through one door. No Django here."""
