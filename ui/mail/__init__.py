"""Incoming letters and dispositions."""
