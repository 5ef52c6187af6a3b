"""A file or a server: opened, brought to this version, and what is kept of it in memory."""
