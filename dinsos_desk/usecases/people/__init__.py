"""People and institutions that are known: looking, correcting, making two one, and showing what is masked."""
