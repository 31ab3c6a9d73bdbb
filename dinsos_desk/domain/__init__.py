"""Pure values and rules: no input or output, and no import of the rest of the project."""
