"""Runs and speaks: the command line, the server, and one front end per place where people talk."""
