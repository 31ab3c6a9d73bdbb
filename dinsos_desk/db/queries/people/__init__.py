"""People and institutions: finding them, their pages, who may be the same."""
