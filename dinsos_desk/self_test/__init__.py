"""The self-test: whether this copy of the program, or an office's data folder, is whole."""
