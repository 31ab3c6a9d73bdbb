"""Workbooks of recaps: the program's own, and the office's own layout filled."""
