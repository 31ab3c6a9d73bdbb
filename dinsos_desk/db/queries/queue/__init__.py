"""The queue of a day, and its figures."""
