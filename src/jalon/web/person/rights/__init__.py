"""« Mes droits »: one question a screen, and a letter that says what one may claim."""
