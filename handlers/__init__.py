"""What people can ask for: one module per command, free of any platform."""
