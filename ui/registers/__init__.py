"""The room of the buku register."""
