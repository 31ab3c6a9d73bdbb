"""The audit trail: writing it, looking at it, printing it."""
