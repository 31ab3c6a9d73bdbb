"""Deciding about an application, alone or together, and what may follow."""
