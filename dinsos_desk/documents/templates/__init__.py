"""Checking a Word template: its file, tags, loops, fields and fonts."""
