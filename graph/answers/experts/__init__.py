"""Who can be there, and who vouches for them."""
