"""The room of settings, one section a file."""
