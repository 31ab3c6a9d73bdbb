"""The wizard that takes an application in: choose the service, say who, answer, tick, save."""
