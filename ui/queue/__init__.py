"""The queue of the day: numbers given, called, and shown to those who wait."""
