"""Where claims, or the offices of one person, stand against one another."""
