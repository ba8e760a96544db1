"""People: who is who, who is let in, and in which language they read."""
