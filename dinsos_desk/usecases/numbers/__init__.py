"""Numbers of letters: drawn, entered by hand, cancelled, corrected, reserved, and their sequences."""
