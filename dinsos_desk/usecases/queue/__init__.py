"""The queue of the day."""
