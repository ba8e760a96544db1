"""Requests: asking for a collaboration, and what becomes of it until a pair is appointed."""
