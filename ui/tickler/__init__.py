"""What must not be forgotten: today, overdue, coming."""
