"""Who may open a page, and what a page does when it cannot be opened now."""
