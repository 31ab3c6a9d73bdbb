"""Scans and photographs on the screen: the shelf, the preview, and the ways in."""
