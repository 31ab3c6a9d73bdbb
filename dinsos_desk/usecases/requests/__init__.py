"""One application and the list of them: loading, looking, the clock, and what was done around them."""
