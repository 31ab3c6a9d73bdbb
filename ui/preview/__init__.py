"""A Word document as a page on screen."""
