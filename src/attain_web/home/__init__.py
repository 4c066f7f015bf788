"""The first page of everyone: what a seller, a manager or the office wants to know before anything else."""
