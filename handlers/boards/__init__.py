"""How everything stands."""

from handlers.collaborations import subject

__all__ = ["subject"]
