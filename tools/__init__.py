"""What developers run and the program never does; nothing here is installed with it."""
