"""The simple statistics with which tests look for what was planted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

Rows = dict[str, list[dict[str, Any]]]


def logistic(features: Sequence[Sequence[float]], outcomes: Sequence[bool]) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients and standard errors of a logistic regression, the intercept first (Newton's method)."""
    x = np.column_stack([np.ones(len(features)), np.asarray(features, dtype=float)])
    y = np.asarray(outcomes, dtype=float)
    beta = np.zeros(x.shape[1])
    information = np.eye(x.shape[1])
    for _ in range(20):
        chance = 1 / (1 + np.exp(-x @ beta))
        information = x.T @ (x * (chance * (1 - chance))[:, None])
        beta = beta + np.linalg.solve(information, x.T @ (y - chance))
    return beta, np.sqrt(np.diag(np.linalg.inv(information)))


def share(outcomes: Sequence[bool]) -> float:
    """How many of the outcomes hold."""
    return sum(outcomes) / len(outcomes)


def into_quarter(day: dt.date) -> int:
    """Days since the quarter's first day."""
    return (day - dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)).days


def before_quarter_end(day: dt.date) -> int:
    """Days until the quarter's last day."""
    first = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    following = (first + dt.timedelta(days=95)).replace(day=1)
    return (following - day).days - 1


def new_deals(rows: Rows, before: dt.date) -> list[dict[str, Any]]:
    """New-business deals created before a day that have all been decided since."""
    return [
        row
        for row in rows["opportunities"]
        if row["deal_type"] == "new"
        and dt.date(2025, 6, 1) <= row["created_on"] < before
        and row["status"] != "open"
    ]
