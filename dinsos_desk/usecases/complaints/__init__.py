"""Pengaduan: writing one down, its steps, prints and register."""
