"""Statements with their lines, balances and explanations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query

from attain.kernel.problem import ProblemError
from attain.ledger import Movement
from attain.statements import StatementLine
from attain_web.api.paging import Page, Window, page_of
from attain_web.api.problem import Refusal, not_found, problem_dict
from attain_web.api.resource import STATEMENTS, Resource
from attain_web.api.schemas.statement import (
    ExplanationOut,
    StatementFilter,
    StatementOut,
    StatementSummaryOut,
)
from attain_web.payouts import selectors, source

statements = Resource("Statements")
MOVED = ("opening_minor", "earned_minor", "adjusted_minor", "paid_minor", "other_minor", "closing_minor")


@statements.get("/statements", STATEMENTS, Page[StatementSummaryOut])
def list_statements(request: HttpRequest, where: Query[StatementFilter], window: Query[Window]) -> Any:
    """The balances of a period, payee by payee, of everyone whose pay you may see.

    A payee who is paid in two currencies has two.
    """
    period = selectors.period_to_show(where.period)
    if period is None:
        if where.period:
            raise not_found()
        return page_of(request, [], window)
    return page_of(request, selectors.lines_of_period(request.user, period, where.q), window, _show_summary)


@statements.get("/statements/{person_id}", STATEMENTS, Page[StatementSummaryOut])
def list_statements_of_person(request: HttpRequest, person_id: str, window: Query[Window]) -> Any:
    """A payee's periods, the latest first."""
    if not selectors.may_see(request.user, person_id):
        raise not_found()
    return page_of(request, selectors.lines_of_payee(request.user, person_id), window, _show_summary)


@statements.get("/statements/{person_id}/{period}", STATEMENTS, StatementOut)
def read_statement(request: HttpRequest, person_id: str, period: str) -> Any:
    """A payee's statement for a month: lines, adjustments of earlier months, balances, progress."""
    view = selectors.statement(request.user, person_id, period)
    if view is None:
        raise not_found()
    statement = view.statement
    return {
        "person_id": person_id,
        "name": view.name,
        "position": view.position,
        "period": period,
        "certainty": statement.certainty.value,
        "run": view.run.pk if view.run else None,
        "balances": [_show_movement(movement) for movement in statement.balances],
        "lines": [_show_line(line) for line in statement.lines],
        "adjustments": [_show_adjustment(adjustment) for adjustment in statement.adjustments],
        "progress": view.progress,
        "problems": [problem_dict(problem) for problem in statement.problems],
    }


@statements.get("/statements/{person_id}/{period}/lines/{line}/explanation", STATEMENTS, ExplanationOut)
def explain_statement_line(request: HttpRequest, person_id: str, period: str, line: str) -> Any:
    """How a line came about: a sentence, and every step from the transaction to the amount.

    Worked out anew by the reference interpreter from what the run read.
    """
    view = selectors.statement(request.user, person_id, period)
    found = selectors.find_line(view, line) if view else None
    if found is None:
        raise not_found()
    one, run = found
    try:
        explanation = source.explanation(run, one, person_id) if run else None
    except (ProblemError, OSError):
        explanation = None
    if explanation is None or run is None:
        raise Refusal(
            "not-ready", "What the run read can no longer be read, so the line cannot be explained."
        )
    return {"line": _show_line(one), "run": run.pk, **explanation.to_dict()}


def _show_summary(line: selectors.PeriodLine) -> dict[str, Any]:
    return _show_movement(line.movement) | {
        "person_id": line.person_id,
        "name": line.name,
        "period": line.period.name,
        "certainty": line.certainty.value,
    }


def _show_movement(movement: Movement) -> dict[str, Any]:
    return {name: getattr(movement, name) for name in ("currency", *MOVED)}


def _show_line(line: StatementLine) -> dict[str, Any]:
    names = (
        "plan_id", "plan_version", "position_id", "component", "title", "transaction_id", "line_kind",
        "description", "credited_on", "base_units", "base_currency", "effective_rate", "amount_minor",
        "currency",
    )  # fmt: skip
    return {name: getattr(line, name) for name in names} | {"id": line.anchor}


def _show_adjustment(adjustment: Any) -> dict[str, Any]:
    names = ("earned_period", "component", "currency", "before_minor", "after_minor", "amount_minor")
    return {name: getattr(adjustment, name) for name in names} | {
        "changes": [
            {
                "line": change.line.anchor,
                "description": change.line.description,
                "transaction_id": change.line.transaction_id,
                "cause": change.cause.value,
                "words": change.cause.words,
                "before_minor": change.before.amount_minor if change.before else 0,
                "after_minor": change.after.amount_minor if change.after else 0,
            }
            for change in adjustment.changes
        ]
    }
