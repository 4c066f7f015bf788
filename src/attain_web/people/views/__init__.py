"""Pages of people and positions."""
