"""Reading for tables, searches and recaps. Rows come back plain; the counting is done in SQL."""
