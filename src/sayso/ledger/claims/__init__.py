"""What reports put forward, how it stands to one another, and the claims that it makes."""
