"""Applications that wait for papers."""
