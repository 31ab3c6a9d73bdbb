"""Dinsos Desk: the front-desk program of one Dinas Sosial (the core, without a window)."""

__version__ = "0.1.0"
