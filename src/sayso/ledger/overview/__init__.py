"""A whole ledger seen from one side: counted, gathered, a page at a time."""
