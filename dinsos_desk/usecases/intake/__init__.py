"""Taking an application in: drafts, scans, exceptions at the desk, the one save, and what is handed out."""
