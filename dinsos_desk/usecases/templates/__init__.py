"""The Word templates of letters: which there are, their fields, taking one in, its versions."""
