"""The audit trail and where its entries stand."""
