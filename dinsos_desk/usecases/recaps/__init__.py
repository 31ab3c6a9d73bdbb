"""Recaps of a period: figures, workbooks, covering letter and package."""
