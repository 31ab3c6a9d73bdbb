"""Painters of cells; what they paint is said by the model."""
