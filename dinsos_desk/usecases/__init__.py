"""One function per thing a person does. Only use cases commit."""
