"""The catalogue: service files read strictly into typed values."""
