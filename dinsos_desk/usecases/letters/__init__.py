"""Letters and their words: drafts, originals, files, prints, signers, and papers that go with a case."""
