"""Pages of plans and runs, a file per subject."""
