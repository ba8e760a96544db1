"""Help: what one can do here, by subject; one command in full; and what words mean."""
