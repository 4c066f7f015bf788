"""Prepares a small demo in a process of its own, which may be killed on the way."""
