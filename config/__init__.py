"""Settings from the environment, and the municipality's own data: process, programme and words."""
