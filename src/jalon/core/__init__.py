"""What every room needs: errors, time and weekdays, geography. No Django here."""
