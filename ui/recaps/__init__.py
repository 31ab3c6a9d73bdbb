"""The room of the monthly recap."""
