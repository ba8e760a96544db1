"""The kinds of fields that forms are made of: text, choices, names, times."""
