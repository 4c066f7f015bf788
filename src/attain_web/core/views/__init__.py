"""Pages of what every part of the product shares."""
