"""Undoing what one did last, whatever it was about, for as long as nothing has come of it."""
