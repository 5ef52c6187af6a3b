"""Questions about attributions, and what answers them."""
