"""What must not be forgotten: obligations that return after a case, and reminders made by hand."""
