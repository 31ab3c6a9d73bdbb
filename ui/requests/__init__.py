"""Applications: the list, one of them with everything about it, and the box that decides."""
