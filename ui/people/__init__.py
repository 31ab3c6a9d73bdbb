"""The room of people and institutions."""
