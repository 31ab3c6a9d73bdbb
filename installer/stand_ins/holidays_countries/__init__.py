"""Stands for holidays.countries in the frozen program: the real one imports every country at once."""
