"""What people want to be reminded of, each for themselves."""
