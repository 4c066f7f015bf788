"""Pages of signing in, the own account, and user administration."""
