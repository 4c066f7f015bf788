"""Close, post and pay in processes of their own: raced against each other, and killed at every write."""
