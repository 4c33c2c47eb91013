"""« Mon accès »: by what one enters, one's visits, and changing them."""
