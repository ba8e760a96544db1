"""The made-up municipality to try things in: its documents, its clock, and the desk that sets it forward."""
