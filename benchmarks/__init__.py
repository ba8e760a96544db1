"""Measures of the program, each a ratio with a goal: `python -m benchmarks [ROOM ...]`."""
