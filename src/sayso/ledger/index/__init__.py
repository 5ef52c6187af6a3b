"""Words and places as search asks for them, and the index that holds them."""
