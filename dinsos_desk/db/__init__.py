"""The database: tables, transactions, queries and migrations. The only user of SQLAlchemy."""
