"""The terminal as a place where people talk: to try things in, and to script talks."""
