"""Help for the screen one looks at, and the list of keys."""
