"""Compensation plans and calculation runs as records: versions, pinned inputs, results, comparison."""
