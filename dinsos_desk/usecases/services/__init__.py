"""Services as the office keeps them: drafts, checks, publishing, versions, files, and their prints."""
