"""The window: it shows what the core knows and hands over what a person decides."""
