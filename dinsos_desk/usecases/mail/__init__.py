"""Surat masuk and dispositions: the agenda, what is disposed to whom, prints and registers."""
