"""What the ledger is made of: its tables, and how records lie in their columns."""
