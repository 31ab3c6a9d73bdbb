"""The lines of registers, what they are filled from, and their corrections."""
