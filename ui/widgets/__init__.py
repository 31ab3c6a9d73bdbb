"""The building blocks of every screen: each has a name, a keyboard way and a visible focus."""
