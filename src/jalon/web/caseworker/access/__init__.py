"""« Son accès à Jalon »: inviting the person of a file to their own pages."""
