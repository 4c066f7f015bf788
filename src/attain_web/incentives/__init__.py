"""Compensation plans and calculation runs as records: versions, approval, pinned inputs, results, comparison."""
