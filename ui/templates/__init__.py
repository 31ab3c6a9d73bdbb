"""The office's Word templates: the list, taking one in, versions, and the fields."""
