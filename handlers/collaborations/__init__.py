"""Collaborations: who sees and leads them, and who is appointed."""
