"""How a process of the site holds its connections and its memory."""
