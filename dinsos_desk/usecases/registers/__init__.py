"""Buku register: what stands in them, correcting a line, and printing them."""
