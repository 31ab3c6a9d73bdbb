"""The vault: passwords, key slots and the encrypted store of documents."""
