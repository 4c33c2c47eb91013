"""Pages: the theme, the components, and one room for each audience."""
