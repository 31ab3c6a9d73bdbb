"""Finished documents: the list, and the ways out of the store."""
