"""Template tags: every component of the pages has one."""
