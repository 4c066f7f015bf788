"""Programs that race each other, in a process and a database of their own."""
