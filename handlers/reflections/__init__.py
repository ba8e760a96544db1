"""Reflections: logged, shared, read."""
