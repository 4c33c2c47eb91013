"""Looking after a site: preparing it, checking it, saving it and bringing it back."""
