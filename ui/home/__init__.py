"""The first room after signing in."""
